import type { Heredoc } from './instruction.ts';
import { ShellLexer } from './shell-lexer.ts';
import { LexError } from './substitution.ts';

/** A here-document as its instruction announces it. */
export type HeredocMark = Pick<Heredoc, 'name' | 'expand' | 'chomp'>;

const nothing = () => null;

/** The here-documents that a RUN, COPY or ADD line announces, in the order in which their bodies follow. */
export function heredocMarks(line: string): HeredocMark[] {
  const lexer = new ShellLexer(line, {
    escape: '\\',
    scope: nothing,
    rawQuotes: true,
    rawEscapes: true,
    keepUnset: true,
  });
  return wordsOf(lexer).flatMap((word) => heredocMark(word) ?? []);
}

/** `<<EOF`, `3<<-"EOF"`: null for every other word. */
export function heredocMark(word: string): HeredocMark | null {
  const at = word.indexOf('<<');
  if (at < 0 || !/^[0-9]*$/.test(word.slice(0, at))) return null;
  const chomp = word.charAt(at + 2) === '-';
  const rest = word.slice(at + (chomp ? 3 : 2)).trimStart();
  if (rest === '' || rest.includes('<')) return null;
  const names = wordsOf(new ShellLexer(rest, { escape: '\\', scope: nothing, keepUnset: true }));
  const raw = wordsOf(
    new ShellLexer(rest, { escape: '\\', scope: nothing, keepUnset: true, rawQuotes: true }),
  );
  const [name] = names;
  if (name === undefined || names.length > 1) return null;
  return { name, expand: quotes(name) === quotes(raw[0] ?? ''), chomp };
}

/** BuildKit reads a line whose quotes do not close as one without here-documents. */
function wordsOf(lexer: ShellLexer): readonly string[] {
  try {
    return lexer.runWords();
  } catch (thrown) {
    if (thrown instanceof LexError) return [];
    throw thrown;
  }
}

function quotes(text: string): number {
  let count = 0;
  for (const char of text) if (char === '"' || char === "'") count++;
  return count;
}
