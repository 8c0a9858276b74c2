import type { SyntaxProblem, Word } from './instruction.ts';
import { isSpace, skip } from './chars.ts';

/** State of the parser directives at the top of a file (`# escape=`, `# syntax=`, `# check=`). */
export interface Directives {
  escape: '\\' | '`';
  syntax: Word | null;
  readonly seen: Set<string>;
  /** The first line that is no directive ends them for good. */
  done: boolean;
}

const KNOWN: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

export function newDirectives(): Directives {
  return { escape: '\\', syntax: null, seen: new Set(), done: false };
}

/**
 * Takes one line without the white space before it.
 *
 * @returns the problem of a directive that is given twice or has a value that it cannot have, else null.
 */
export function readDirective(
  state: Directives,
  text: string,
  line: number,
  column: number,
): SyntaxProblem | null {
  if (state.done) return null;
  const found = match(text);
  if (found === null) {
    state.done = true;
    return null;
  }
  const { key, value, at } = found;
  const place = { line, column: column + at };
  if (state.seen.has(key))
    return {
      code: 'repeated-directive',
      message: `the parser directive ${key} is given twice`,
      expected: `one "# ${key}=…" line`,
      line,
      column,
    };
  state.seen.add(key);
  if (key === 'syntax') state.syntax = { text: value, ...place };
  if (key !== 'escape') return null;
  if (value === '\\' || value === '`') state.escape = value;
  else
    return {
      code: 'bad-escape',
      message: `${JSON.stringify(value.slice(0, 20))} cannot be the escape character`,
      expected: '# escape=` or # escape=\\',
      ...place,
    };
  return null;
}

function match(text: string): { key: string; value: string; at: number } | null {
  if (text.charCodeAt(0) !== 35) return null;
  const start = skip(text, 1, isSpace);
  const name = /^[a-zA-Z][a-zA-Z0-9]{0,15}/.exec(text.slice(start, start + 17))?.[0];
  if (name === undefined || !KNOWN.has(name.toLowerCase())) return null;
  const equals = skip(text, start + name.length, isSpace);
  if (text.charAt(equals) !== '=') return null;
  const at = skip(text, equals + 1, isSpace);
  const value = text.slice(at).trimEnd();
  return value === '' ? null : { key: name.toLowerCase(), value, at };
}
