import type { Position } from '../position.ts';

/** A part of a word: text, or something that the shell would have to compute. */
export interface ShellPiece {
  /** null when the shell would have to compute it. */
  readonly text: string | null;
  readonly raw: string;
}

export interface ShellWord {
  /** What the command receives, without quotes; null when a shell would have to compute it. A leading `~` is left as it is. */
  readonly value: string | null;
  /** As written, quotes included. */
  readonly raw: string;
  /** Why the value is not known; null when it is. */
  readonly reason: string | null;
  readonly line: number;
  readonly column: number;
  readonly pieces: readonly ShellPiece[];
  /** The value is not known, and it may be no word at all or several (`$OPTS`, `"$@"`). */
  readonly many: boolean;
  /** Assignments and defaults that the value rests on, outermost first: `TAG=2.6.1 (line 3)`. */
  readonly resolvedFrom: readonly string[];
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: string | null;
  /** The right side as written; the whole `NAME=(…)` of an array. */
  readonly raw: string;
  readonly reason: string | null;
  readonly line: number;
  readonly column: number;
}

export interface ShellHeredoc {
  readonly body: string;
  /** The delimiter was quoted: the shell changes nothing in the body. */
  readonly quoted: boolean;
  /** `<<-`: leading tabs are taken off each line (they are still in `body`). */
  readonly stripsTabs: boolean;
  /** Place of the first character of the body. */
  readonly line: number;
  readonly column: number;
}

/** One simple command. Loops, branches, functions and subshells are flattened: each command in them is listed. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** `A=1 B=2 command`, or plain assignments when there are no words. */
  readonly assignments: readonly ShellAssignment[];
  readonly line: number;
  readonly column: number;
  /** Index of the command whose stdout is this one's stdin, or null. */
  readonly pipedFrom: number | null;
  /** Index of the command in whose words this one stands (`$(…)`, backticks, `<(…)`), or null. */
  readonly parent: number | null;
  readonly heredocs: readonly ShellHeredoc[];
}

export interface ShellProblem {
  readonly code: 'unclosed' | 'too-deep' | 'too-large';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** What kept the text from being read whole. The commands before it are listed all the same. */
  readonly problems: readonly ShellProblem[];
}

/** A variable that is known before the text begins (CI variables, `env:`). */
export interface ShellVariable {
  readonly value: string | null;
  /** Where it comes from (`variables: TAG (line 3)`), or why its value is not known. */
  readonly why: string;
}

/** Where offset 0 stands, with the column of the first character of every further line; or the place of any offset. */
export type ShellOrigin = (Position & { readonly nextColumn?: number }) | ((offset: number) => Position);

/** What is filled in at one place before a shell runs: an expression of a CI file, a variable of make. */
export interface ShellHole {
  /** As written: `${{ env.TAG }}`, `$(TAG)`. */
  readonly raw: string;
  readonly value: string | null;
  /** Where the value comes from, or why it is not known. */
  readonly why: string;
}

export interface ShellOptions {
  readonly variables?: ReadonlyMap<string, ShellVariable>;
  /** Offsets at which one character (U+FFFC) stands for something that is filled in. */
  readonly holes?: ReadonlyMap<number, ShellHole>;
  /** Why a variable that the text does not set may still be set. Without it, `${TAG:-2.6.1}` is its default. */
  readonly unset?: string;
}
