import { isSpace, skip } from './chars.ts';
import type { Word } from './instruction.ts';
import { wordAt, type Span } from './words.ts';

/** Longest text that is tried as JSON, in UTF-16 units: no exec form comes near it, and a 5 MB line is not parsed twice. */
const LONGEST = 1 << 20;

export type ExecForm =
  | { readonly kind: 'strings'; readonly words: readonly Word[] }
  /** An array that holds something else than strings: an error, not a shell form. */
  | { readonly kind: 'not-strings' }
  /** No array at all: the shell form. */
  | { readonly kind: 'none' };

const NONE: ExecForm = { kind: 'none' };

/** Reads a JSON array of strings; anything that is not valid JSON is the shell form, as with Docker. */
export function readExecForm({ line, from, to }: Span): ExecForm {
  const start = skip(line.text, from, isSpace);
  if (line.text.charCodeAt(start) !== 91 || to - start > LONGEST) return NONE;
  const text = line.text.slice(start, to);
  const values = parseArray(text);
  if (values === null) return NONE;
  if (!values.every((value) => typeof value === 'string')) return { kind: 'not-strings' };
  const words: Word[] = [];
  let index = 1;
  for (const value of values) {
    index = text.indexOf('"', index);
    // The string itself begins behind its quotation mark.
    words.push({ ...wordAt(line, start + index + 1, start + index + 1), text: value });
    index = endOfString(text, index) + 1;
  }
  return { kind: 'strings', words };
}

function parseArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Offset of the closing quotation mark of the string that opens at `open`. */
function endOfString(text: string, open: number): number {
  let index = open + 1;
  while (index < text.length && text.charCodeAt(index) !== 34) index += text.charCodeAt(index) === 92 ? 2 : 1;
  return index;
}
