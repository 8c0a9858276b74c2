export { printable } from './printable.ts';

/** Columns that a text takes on a terminal: East Asian wide characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += widthOf(char.codePointAt(0) ?? 0, char);
  return width;
}

/** Most texts. */
const PLAIN = /^[\x20-\x7e]*$/;

function widthOf(code: number, char: string): number {
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}]/u.test(char)) return 0;
  return isWide(code) ? 2 : 1;
}

/** Blocks of Unicode's EastAsianWidth.txt that are wide (W) or full-width (F) throughout, or nearly so. */
function isWide(code: number): boolean {
  return WIDE.some(([from, to]) => code >= from && code <= to);
}

const WIDE = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
] as const;

/**
 * What a line may break between: runs of blanks, words, and single wide characters with the punctuation that belongs to them
 * (no line begins with a closing mark or ends with an opening one).
 */
const PIECES = /[（「『【《〈]*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)[、。，．；：！？）」』】》〉]*|\s+/gu;

/** Breaks lines so that they fit; a word that does not fit stands alone, uncut, so that it can be copied. No line ends in blanks. */
export function wrap(text: string, width: number, indent: string): string {
  const room = Math.max(20, width - indent.length);
  const paragraphs = text.includes('\n') ? text.split('\n') : [text];
  return paragraphs
    .flatMap((paragraph) => (PLAIN.test(paragraph) ? plainLines : linesOf)(paragraph, room))
    .map((line) => (indent + line).trimEnd())
    .join('\n');
}

function linesOf(paragraph: string, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of paragraph.match(PIECES) ?? []) {
    const size = displayWidth(piece);
    const blank = piece.trim() === '';
    if (!blank && used > 0 && used + size > room) {
      lines.push(line);
      line = '';
      used = 0;
    }
    if (used === 0 && blank) continue;
    line += piece;
    used += size;
  }
  return [...lines, line];
}

/** Of a text in which every character takes a column, and only a blank is blank. */
function plainLines(paragraph: string, room: number): readonly string[] {
  const lines: string[] = [];
  let rest = paragraph.trimStart();
  while (rest.length > room) {
    const last = rest.lastIndexOf(' ', room);
    const end = last > 0 ? last : rest.indexOf(' ', room);
    if (end < 0) break;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

/** Shortens a text in the middle, for names of any length. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor((limit - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - half)}`;
}
