/** A variable that is in scope; value null when it exists but nobody can tell its value here. */
export interface Variable {
  readonly value: string | null;
}

/** Null when the name is not set. */
export type Scope = (name: string) => Variable | null;

export interface LexerOptions {
  readonly escape: '\\' | '`';
  readonly scope: Scope;
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly rawEscapes?: boolean;
  /** Names that are not set stay as they are written. */
  readonly keepUnset?: boolean;
}
