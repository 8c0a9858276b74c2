const KEYWORDS: readonly string[] = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

const KNOWN: ReadonlySet<string> = new Set(KEYWORDS);

export const isKnownKeyword = (keyword: string): boolean => KNOWN.has(keyword);

/** The instruction that a misspelt keyword was meant to be, or null. */
export function nearestKeyword(written: string): string | null {
  if (written.length > 14) return null;
  return KEYWORDS.find((keyword) => isOneSlip(written, keyword)) ?? null;
}

/** One letter too many, too few or wrong, or two that changed places. */
function isOneSlip(written: string, keyword: string): boolean {
  let same = 0;
  while (same < written.length && written[same] === keyword[same]) same++;
  const [rest, other] = [written.slice(same), keyword.slice(same)];
  if (rest.slice(1) === other.slice(1) || rest.slice(1) === other || rest === other.slice(1)) return true;
  return rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2);
}
