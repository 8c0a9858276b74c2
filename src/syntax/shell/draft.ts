/** What the scanner yields: words in parts, before any variable is looked up. Offsets count from the start of the text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `:-`, `-`, `:=`, `=`, `:?`, `?`, `:+`, `+`, `[@]`, or null for the bare variable. */
      readonly operator: string | null;
      readonly operand: readonly Part[];
      readonly quoted: boolean;
      readonly raw: string;
      readonly offset: number;
    }
  | {
      /** Filled in before the shell runs, with a value that needs no quotes. */
      readonly kind: 'filled';
      readonly text: string;
      readonly from: string;
      readonly quoted: boolean;
      readonly raw: string;
    }
  | {
      readonly kind: 'computed';
      readonly reason: string;
      readonly quoted: boolean;
      readonly raw: string;
      /** Several words even inside quotes (`"$@"`). */
      readonly many: boolean;
    };

export interface DraftWord {
  readonly parts: readonly Part[];
  readonly start: number;
  readonly end: number;
}

/** A region of the text: what is assigned inside is known inside, from there on. */
export interface Scope {
  readonly parent: Scope | null;
  readonly kind: 'top' | 'branch' | 'loop' | 'function' | 'subshell';
}

export interface DraftAssignment {
  readonly name: string;
  readonly append: boolean;
  readonly value: DraftWord;
  /** The words of `NAME=(…)`, or null. */
  readonly items: readonly DraftWord[] | null;
  readonly start: number;
}

export interface DraftHeredoc {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  readonly stripsTabs: boolean;
}

export interface DraftCommand {
  readonly words: DraftWord[];
  readonly assignments: DraftAssignment[];
  readonly heredocs: DraftHeredoc[];
  readonly start: number;
  readonly scope: Scope;
  readonly pipedFrom: number | null;
  readonly parent: number | null;
}

/** A loop variable, a `read` or the like: a name that gets a value that is not in the text. */
export interface Taken {
  readonly name: string;
  readonly offset: number;
  readonly scope: Scope;
  readonly reason: string;
}

/** `${NAME:=value}`: where nothing else sets the name, this does. */
export interface DraftDefault {
  readonly name: string;
  readonly value: readonly Part[];
  readonly offset: number;
  readonly scope: Scope;
}

/** The text of a word when nothing in it has to be computed, else null. */
export function literalOf(word: DraftWord | undefined): string | null {
  if (word === undefined) return null;
  let out = '';
  for (const part of word.parts) {
    if (part.kind !== 'text') return null;
    out += part.text;
  }
  return out;
}
