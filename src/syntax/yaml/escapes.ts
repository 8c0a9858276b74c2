import type { Source } from './source.ts';

/** YAML 1.2.2, 5.7, and `\'`, which go-yaml takes as well. */
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const HEX_LENGTH: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** Reads the escape at the cursor, which stands on the backslash. */
export function readEscape(s: Source): string {
  const letter = s.text.charAt(s.pos + 1);
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) {
    s.pos += 2;
    return simple;
  }
  const length = HEX_LENGTH.get(letter);
  if (length === undefined)
    return s.fail('bad-escape', `Unknown escape \\${letter}; write \\\\ for a backslash`);
  const code = hexAt(s, s.pos + 2, length);
  const start = s.pos;
  s.pos += 2 + length;
  // JSON writes characters beyond the BMP as a pair.
  if (code >= 0xd800 && code <= 0xdbff && s.text.startsWith('\\u', s.pos)) {
    const low = hexAt(s, s.pos + 2, 4);
    s.pos += 6;
    if (low >= 0xdc00 && low <= 0xdfff) return String.fromCharCode(code, low);
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    return s.fail('bad-escape', 'An escape that is no Unicode character', start);
  }
  return String.fromCodePoint(code);
}

function hexAt(s: Source, start: number, length: number): number {
  const digits = s.text.slice(start, start + length);
  if (digits.length < length || !/^[0-9a-f]+$/i.test(digits)) {
    s.fail('bad-escape', `Expected ${length} hexadecimal digits`, start);
  }
  return Number.parseInt(digits, 16);
}
