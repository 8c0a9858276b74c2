import { isBlank, isSpace, skip, until } from './chars.ts';
import type { Flag, Word } from './instruction.ts';
import type { LogicalLine } from './logical-line.ts';

/** A part of a logical line: `[from, to)`. */
export interface Span {
  readonly line: LogicalLine;
  readonly from: number;
  readonly to: number;
}

export function wordAt(line: LogicalLine, from: number, to: number): Word {
  const place = line.at(from);
  return { text: line.text.slice(from, to), line: place.line, column: place.column };
}

/** Words between blanks; quotes mean nothing here. */
export function blankSeparated({ line, from, to }: Span): Word[] {
  const words: Word[] = [];
  const text = line.text;
  let index = from;
  while (index < to) {
    const end = Math.min(until(text, index, isBlank), to);
    words.push(wordAt(line, index, end));
    index = skip(text, end, isBlank);
  }
  return words;
}

/** Words of ENV, LABEL and ARG: blanks inside quotes or behind an escape belong to the word; quotes and escapes stay. */
export function quotedWords({ line, from, to }: Span, escape: string): Word[] {
  const words: Word[] = [];
  const text = line.text;
  let index = skip(text, from, isSpace);
  while (index < to) {
    const { end, cut } = endOfQuoted(text, index, to, escape.charCodeAt(0));
    if (cut > index) words.push(wordAt(line, index, cut));
    index = skip(text, end, isSpace);
  }
  return words;
}

/** An escape character at the very end says nothing, and is cut off. */
function endOfQuoted(
  text: string,
  from: number,
  to: number,
  escape: number,
): { readonly end: number; readonly cut: number } {
  let quote = 0;
  let index = from;
  while (index < to) {
    const code = text.charCodeAt(index);
    if (code === escape && quote !== 39) {
      if (index + 1 === to) return { end: to, cut: index };
      index++;
    } else if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (isSpace(code)) return { end: index, cut: index };
    index++;
  }
  return { end: to, cut: to };
}

const NO_FLAGS: readonly Flag[] = [];

/** Flags (`--name=value`) before the arguments, and the offset at which the arguments begin. */
export function leadingFlags(span: Span, escape: string): { flags: readonly Flag[]; rest: number } {
  const text = span.line.text;
  const start = skip(text, span.from, isSpace);
  if (!text.startsWith('--', start)) return { flags: NO_FLAGS, rest: Math.min(start, span.to) };
  const flags: Flag[] = [];
  let index = start;
  while (index < span.to && text.startsWith('--', index)) {
    const { value, end } = readFlag(text, index, span.to, escape.charCodeAt(0));
    if (value === '--') return { flags, rest: end };
    flags.push(flagOf(span.line, index, value));
    index = skip(text, end, isSpace);
  }
  return { flags, rest: Math.min(index, span.to) };
}

/** One flag with its quotes and escapes resolved. */
function readFlag(text: string, from: number, to: number, escape: number): { value: string; end: number } {
  let value = '';
  let quote = 0;
  let index = from;
  while (index < to) {
    const code = text.charCodeAt(index);
    if (code === escape) {
      index++;
      if (index < to) value += text.charAt(index);
    } else if (quote !== 0) {
      if (code === quote) quote = 0;
      else value += text.charAt(index);
    } else if (code === 34 || code === 39) quote = code;
    else if (isSpace(code)) break;
    else value += text.charAt(index);
    index++;
  }
  return { value, end: Math.min(index, to) };
}

function flagOf(line: LogicalLine, from: number, value: string): Flag {
  const equals = value.indexOf('=');
  const place = line.at(from);
  if (equals < 0) return { name: { text: value.slice(2), ...place }, value: null };
  const written = line.text.charAt(from + equals + 1);
  const quoted = written === '"' || written === "'" ? 1 : 0;
  return {
    name: { text: value.slice(2, equals), ...place },
    value: { text: value.slice(equals + 1), ...line.at(from + equals + 1 + quoted) },
  };
}
