import type { Scope } from './lexer-options.ts';
import { ShellLexer } from './shell-lexer.ts';
import { LexError } from './substitution.ts';

export interface Expansion {
  /** As BuildKit expands it, unset names as nothing; null when it depends on an unknown value or is an error. */
  readonly value: string | null;
  /** Why it is an error, or null. */
  readonly error: string | null;
  /** Names that stand without a default and are not set. */
  readonly unset: readonly string[];
  /** Names that are set to something that is not known here. */
  readonly unknown: readonly string[];
  /** Names that gave their value. */
  readonly used: readonly string[];
}

const NONE: readonly string[] = [];

/** Expands one word of an instruction as BuildKit's frontend does: quotes, escapes, `$NAME` and the `${NAME…}` forms. */
export function expandWord(text: string, escape: '\\' | '`', scope: Scope): Expansion {
  if (isPlain(text, escape)) return { value: text, error: null, unset: NONE, unknown: NONE, used: NONE };
  const lexer = new ShellLexer(text, { escape, scope });
  let value: string | null = null;
  let error: string | null = null;
  try {
    value = lexer.run();
  } catch (thrown) {
    if (!(thrown instanceof LexError)) throw thrown;
    error = thrown.message;
  }
  const unknown = [...lexer.unknown];
  return {
    value: unknown.length > 0 ? null : value,
    error,
    unset: [...lexer.unset],
    unknown,
    used: [...lexer.used],
  };
}

/** Nothing in it that the lexer would look at. */
function isPlain(text: string, escape: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === '$' || char === '"' || char === "'" || char === escape) return false;
  }
  return true;
}
