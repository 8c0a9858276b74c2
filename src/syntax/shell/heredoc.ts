import { literalOf, type DraftHeredoc } from './draft.ts';
import type { Scanner } from './scanner.ts';
import { readHeredocExpansions, readWord } from './word.ts';

/** `<<WORD` or `<<-WORD`, cursor behind the operator. The body follows the line. */
export function readHeredocStart(s: Scanner, stripsTabs: boolean, into: DraftHeredoc[]): void {
  s.skipBlanks();
  const word = readWord(s);
  const quoted = word.parts.some((part) => part.kind === 'text' && part.quoted);
  const delimiter = literalOf(word) ?? s.text.slice(word.start, word.end);
  if (!s.stopped) s.pending.push({ delimiter, quoted, stripsTabs, into });
}

/** Reads the bodies that begin here, cursor at the start of a line. One that is never closed runs to the end, as in bash. */
export function readHeredocBodies(s: Scanner): void {
  const pending = s.pending;
  s.pending = [];
  for (const { delimiter, quoted, stripsTabs, into } of pending) {
    const start = s.pos;
    let at = start;
    let next = start;
    for (;;) {
      at = next;
      if (at >= s.end) break;
      const newline = s.text.indexOf('\n', at);
      const lineEnd = newline < 0 || newline > s.end ? s.end : newline;
      next = Math.min(lineEnd + 1, s.end);
      if (isDelimiter(s.text, at, lineEnd, delimiter, stripsTabs)) break;
    }
    into.push({ start, end: at, quoted, stripsTabs });
    if (!quoted) {
      s.nested(at, s.scope, () => {
        readHeredocExpansions(s);
      });
      if (s.stopped) return;
    }
    s.pos = next;
  }
}

function isDelimiter(text: string, start: number, end: number, delimiter: string, tabs: boolean): boolean {
  let from = start;
  if (tabs) while (text.charAt(from) === '\t') from++;
  const to = text.charAt(end - 1) === '\r' ? end - 1 : end;
  return to - from === delimiter.length && text.startsWith(delimiter, from);
}
