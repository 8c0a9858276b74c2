/** Versions as PEP 440 reads them, scanned by hand: `2.0.0-alpha0` is `2.0.0a0`, `3.0.0-rc1` is `3.0.0rc1`. */

export interface Version {
  /** PEP 440 normal form. */
  readonly text: string;
  /** Numbers of the release segment. */
  readonly parts: number;
  readonly prerelease: boolean;
}

const preWords: ReadonlyMap<string, string> = new Map([
  ['a', 'a'],
  ['alpha', 'a'],
  ['b', 'b'],
  ['beta', 'b'],
  ['c', 'rc'],
  ['rc', 'rc'],
  ['pre', 'rc'],
  ['preview', 'rc'],
  ['post', '.post'],
  ['rev', '.post'],
  ['dev', '.dev'],
]);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** No Paddle number comes near this; a longer token is not a version. */
const longest = 40;

function endOf(text: string, from: number, test: (code: number) => boolean): number {
  let index = from;
  while (index < text.length && test(text.charCodeAt(index))) index += 1;
  return index;
}

/** Without leading zeros, as PEP 440 writes integers. */
const integer = (digits: string): string =>
  digits.charCodeAt(0) === 48 ? digits.replace(/^0+(?=.)/, '') : digits;

/** Reads a whole token, with or without a leading `v`; null when it is no version. */
export function readVersion(token: string): Version | null {
  if (token.length > longest) return null;
  let index = (token.charCodeAt(0) | 32) === 118 ? 1 : 0;
  let text = '';
  let parts = 0;
  for (;;) {
    const end = endOf(token, index, isDigit);
    if (end === index) return null;
    text += (parts === 0 ? '' : '.') + integer(token.slice(index, end));
    parts += 1;
    index = end;
    if (token.charCodeAt(index) !== 46 || !isDigit(token.charCodeAt(index + 1))) break;
    index += 1;
  }
  if (index === token.length) return { text, parts, prerelease: false };
  const suffix = readSuffix(token, index);
  return suffix === null ? null : { text: text + suffix, parts, prerelease: !suffix.startsWith('.post') };
}

/** `rc1`, `.post117`, `b1.dev3`, `-alpha`: normalised, or null when anything else follows. */
function readSuffix(token: string, from: number): string | null {
  let index = from;
  let text = '';
  while (index < token.length) {
    if (isSeparator(token.charCodeAt(index))) index += 1;
    const wordEnd = endOf(token, index, isLetter);
    const word = preWords.get(token.slice(index, wordEnd).toLowerCase());
    if (word === undefined) return null;
    index = wordEnd;
    if (isSeparator(token.charCodeAt(index)) && isDigit(token.charCodeAt(index + 1))) index += 1;
    const end = endOf(token, index, isDigit);
    text += word + (end === index ? '0' : integer(token.slice(index, end)));
    index = end;
  }
  return /^(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?$/.test(text) ? text : null;
}

const isSeparator = (code: number): boolean => code === 46 || code === 45 || code === 95;

/** Length first, so that numbers of any size compare without losing digits. */
function compareIntegers(a: string, b: string): -1 | 0 | 1 {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

interface Key {
  release: string[];
  /** Rank and number of dev-only (-1), a, b, rc, none (3); then post; then dev. */
  tail: readonly [rank: number, number: string, post: string, dev: string | null];
}

function keyOf(version: string): Key {
  const parts = /^([0-9.]+?)(?:(a|b|rc)([0-9]+))?(?:\.post([0-9]+))?(?:\.dev([0-9]+))?$/.exec(version);
  const [, release = '0', pre, number = '0', post, dev] = parts ?? [];
  const rank =
    pre === undefined ? (post === undefined && dev !== undefined ? -1 : 3) : ['a', 'b', 'rc'].indexOf(pre);
  return {
    release: release.split('.'),
    tail: [rank, number, post === undefined ? '' : `1${post.padStart(20, '0')}`, dev ?? null],
  };
}

/** Order of two normalised versions after PEP 440: 3.0.0b1 < 3.0.0b2 < 3.0.0rc0 < 3.0.0 < 3.0.0.post1; 2.6 equals 2.6.0. */
export function compareVersions(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const [left, right] = [keyOf(a), keyOf(b)];
  for (let index = 0; index < Math.max(left.release.length, right.release.length); index += 1) {
    const order = compareIntegers(left.release[index] ?? '0', right.release[index] ?? '0');
    if (order !== 0) return order;
  }
  const [rank, number, post, dev] = left.tail;
  const [otherRank, otherNumber, otherPost, otherDev] = right.tail;
  if (rank !== otherRank) return rank < otherRank ? -1 : 1;
  return (
    compareIntegers(number, otherNumber) ||
    compareIntegers(post, otherPost) ||
    (dev === null || otherDev === null
      ? ((Number(dev === null) - Number(otherDev === null)) as -1 | 0 | 1)
      : compareIntegers(dev, otherDev))
  );
}
