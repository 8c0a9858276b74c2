import { satisfies, validRange } from '@renovatebot/pep440';

/** Whether a version is within PEP 440 specifiers (`>=2.6,<3.1`); null where the text is no list of specifiers. */
export function versionMatcher(specifiers: string): ((version: string) => boolean) | null {
  return validRange(specifiers) ? (version) => satisfies(version, specifiers) : null;
}
