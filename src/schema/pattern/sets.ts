import type { CharSet } from './tree.ts';

type Ranges = CharSet['ranges'];

const DIGITS: Ranges = [[0x30, 0x39]];
const WORD: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
/** White space and line ends of ECMAScript. */
const SPACE: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS: Ranges = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const LAST = 0x10ffff;

/** `.`: anything but a line end. */
export const ANY: CharSet = { negated: true, ranges: LINE_ENDS };

/** `\d`, `\W` and so on, as ranges; undefined for another letter. */
export function classOf(letter: string): Ranges | undefined {
  const lower = letter.toLowerCase();
  const ranges = lower === 'd' ? DIGITS : lower === 'w' ? WORD : lower === 's' ? SPACE : undefined;
  return ranges === undefined || letter === lower ? ranges : complement(ranges);
}

function complement(ranges: Ranges): Ranges {
  const out: (readonly [number, number])[] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) out.push([next, from - 1]);
    next = to + 1;
  }
  return [...out, [next, LAST]];
}

export function holds({ negated, ranges }: CharSet, code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to) !== negated;
}

export function isWord(code: number | undefined): boolean {
  return code !== undefined && holds({ negated: false, ranges: WORD }, code);
}
