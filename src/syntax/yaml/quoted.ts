import { BACKSLASH, CR, DOUBLE_QUOTE, LF, SINGLE_QUOTE, SPACE, TAB } from './chars.ts';
import { readEscape } from './escapes.ts';
import type { YamlScalar } from './node.ts';
import { fold } from './plain.ts';
import type { Source } from './source.ts';

/** Reads a quoted scalar, and leaves the cursor behind its closing quote. Its place is that of the text inside. */
export function readQuoted(s: Source): YamlScalar {
  const quote = s.code();
  const open = s.pos++;
  const line = s.line;
  const column = s.pos - s.lineStart + 1;
  s.nodes++;
  const source = quote === DOUBLE_QUOTE ? readDouble(s, open) : readSingle(s, open);
  return { kind: 'scalar', value: source, source, plain: false, line, column };
}

function readSingle(s: Source, open: number): string {
  const text = s.text;
  let out = '';
  let run = s.pos;
  for (;;) {
    const c = text.charCodeAt(s.pos);
    if (c === SINGLE_QUOTE) {
      out += text.slice(run, s.pos);
      if (text.charCodeAt(++s.pos) !== SINGLE_QUOTE) return out;
      run = s.pos++;
    } else if (c === LF) {
      out += foldLines(s, run, open);
      run = s.pos;
    } else if (c !== c) unclosed(s, open);
    else s.pos++;
  }
}

function readDouble(s: Source, open: number): string {
  const text = s.text;
  let out = '';
  let run = s.pos;
  for (;;) {
    const c = text.charCodeAt(s.pos);
    if (c === DOUBLE_QUOTE) {
      out += text.slice(run, s.pos++);
      return out;
    }
    if (c === BACKSLASH) {
      out += text.slice(run, s.pos);
      out += breakFollows(s) ? joinLines(s, open) : readEscape(s);
      run = s.pos;
    } else if (c === LF) {
      out += foldLines(s, run, open);
      run = s.pos;
    } else if (c !== c) unclosed(s, open);
    else s.pos++;
  }
}

function breakFollows(s: Source): boolean {
  const next = s.text.charCodeAt(s.pos + 1);
  return next === LF || (next === CR && s.text.charCodeAt(s.pos + 2) === LF);
}

/** The text before a line break without the blanks at its end, and what the break and the empty lines behind it mean. */
function foldLines(s: Source, run: number, open: number): string {
  let end = s.pos;
  while (end > run && isTrimmed(s.text.charCodeAt(end - 1))) end--;
  return s.text.slice(run, end) + fold(skipLines(s, open));
}

function isTrimmed(code: number): boolean {
  return code === SPACE || code === TAB || code === CR;
}

/** A backslash at the end of a line takes the break away, not the empty lines behind it. */
function joinLines(s: Source, open: number): string {
  s.pos = s.text.indexOf('\n', s.pos);
  return '\n'.repeat(skipLines(s, open) - 1);
}

/** Moves to the first character that is no blank on the lines behind this one, and returns the number of breaks. */
function skipLines(s: Source, open: number): number {
  const line = s.line;
  for (let c = s.code(); c === LF || c === SPACE || c === TAB || c === CR; c = s.code()) {
    if (c !== LF) {
      s.pos++;
      continue;
    }
    s.newline();
    if (s.atMarker()) unclosed(s, open);
  }
  return s.line - line;
}

function unclosed(s: Source, open: number): never {
  const quote = s.text.charAt(open);
  return s.fail('unclosed-quote', `No closing ${quote} before the document ends`, open);
}
