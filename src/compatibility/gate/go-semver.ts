/** A version as golang.org/x/mod/semver reads it, with the shorthands `1` and `1.2`. */
export interface GoVersion {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  readonly prerelease: string;
}

const NUMBER = '(0|[1-9][0-9]*)';
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const SHAPE = new RegExp(
  `^v?${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?)?)?$`,
);
const LEADING_ZERO = /^0[0-9]+$/;
const MAX_LENGTH = 256;

/** Null where Go calls the text no valid version: four parts, signs, trailing dots, leading zeros, letters. */
export function parseGoVersion(text: string): GoVersion | null {
  const found = text.length > MAX_LENGTH ? null : SHAPE.exec(text);
  if (found === null) return null;
  const [, major = '0', minor = '0', patch = '0', prerelease = ''] = found;
  if (prerelease.split('.').some((part) => LEADING_ZERO.test(part))) return null;
  return { major, minor, patch, prerelease };
}

/** Precedence as semver 2.0.0 gives it; build metadata does not count. */
export function compareGoVersions(a: GoVersion, b: GoVersion): number {
  const release =
    compareNumbers(a.major, b.major) || compareNumbers(a.minor, b.minor) || compareNumbers(a.patch, b.patch);
  return release || comparePrereleases(a.prerelease, b.prerelease);
}

function compareNumbers(a: string, b: string): number {
  return Math.sign(a.length - b.length) || compareText(a, b);
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const left = a.split('.');
  const right = b.split('.');
  for (const [index, first] of left.entries()) {
    const second = right[index];
    if (second === undefined) return 1;
    const order = compareIdentifiers(first, second);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : 0;
}

function compareIdentifiers(a: string, b: string): number {
  const numeric = /^[0-9]+$/;
  const first = numeric.test(a);
  const second = numeric.test(b);
  if (first && second) return compareNumbers(a, b);
  return first === second ? compareText(a, b) : first ? -1 : 1;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
