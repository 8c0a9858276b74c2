export { printable } from './printable.ts';

/** Columns that a text takes on a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  if (!WIDE.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += isWide(char.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

/** Anything that could be two columns wide, or two units for one character. */
const WIDE = /[\u1100-\uffff]/;

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60)
  );
}

/** Breaks at spaces (and between wide characters) so that lines fit; a word that does not fit stands alone, uncut. */
export function wrap(text: string, width: number, indent: string): string {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    if (paragraph.length <= room && !WIDE.test(paragraph)) {
      lines.push(paragraph.trim());
      continue;
    }
    let line = '';
    let used = 0;
    for (const piece of paragraph.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/gu) ?? []) {
      const size = displayWidth(piece);
      if (used + size > room && used > 0) {
        lines.push(line.trimEnd());
        line = '';
        used = 0;
      }
      if (used === 0 && piece.trim() === '') continue;
      line += piece;
      used += size;
    }
    lines.push(line.trimEnd());
  }
  return lines.map((line) => indent + line).join('\n');
}

/** Shortens a text in the middle, for names of any length. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor((limit - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - half)}`;
}
