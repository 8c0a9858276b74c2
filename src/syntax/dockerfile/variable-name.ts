import { skip } from './chars.ts';

const SPECIAL = new Set('@*#?-$!0');
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Letters and digits of any script, as in Go's unicode package. */
const NAME = /[\p{L}\p{Nd}_]*/uy;

/** Where the name of a variable that begins at `start` ends: digits alone, one special character, or a word. */
export function endOfName(text: string, start: number): number {
  if (isDigit(text.charCodeAt(start))) return skip(text, start, isDigit);
  if (SPECIAL.has(text.charAt(start))) return start + 1;
  NAME.lastIndex = start;
  return start + (NAME.exec(text)?.[0].length ?? 0);
}
