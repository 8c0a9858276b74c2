import type { Position } from '../position.ts';

/** A piece of an instruction and where it begins in the file. */
export interface Word extends Position {
  readonly text: string;
}

/** `--name=value`; quotes and escapes are resolved, variables are not. */
export interface Flag {
  readonly name: Word;
  /** Null when there is no `=`. */
  readonly value: Word | null;
}

/** One `NAME=VALUE` of ENV, LABEL or ARG. Quotes stand as written; value is null for an ARG without a default. */
export interface Pair {
  readonly name: Word;
  readonly value: Word | null;
}

/** Body of a here-document. */
export interface Heredoc {
  readonly name: string;
  /** No part of its name was quoted, so variables in the body count. */
  readonly expand: boolean;
  /** `<<-`: leading tabs of the body do not count. */
  readonly chomp: boolean;
  readonly content: string;
  /** Line of the first line of the body. */
  readonly line: number;
}

export interface Instruction extends Position {
  /** Upper case: `FROM`. */
  readonly keyword: string;
  /** Last line that belongs to it, here-documents included. */
  readonly endLine: number;
  readonly flags: readonly Flag[];
  /**
   * FROM, COPY, ADD, EXPOSE, VOLUME: the words. RUN, CMD, ENTRYPOINT, SHELL: the strings of the exec form, or the whole
   * line as one word. HEALTHCHECK: its type, then the same. USER, WORKDIR and the like: the line as one word.
   */
  readonly words: readonly Word[];
  /** Exec form (a JSON array). */
  readonly json: boolean;
  /** Of ENV, LABEL and ARG; empty for the others. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD holds. */
  readonly trigger: Instruction | null;
  /**
   * The shell form of RUN, CMD and ENTRYPOINT as a shell would have to be given it to keep every line and column:
   * continuations are `\` and a newline, comment lines inside are emptied, bodies of here-documents follow. Else null.
   */
  readonly script: Word | null;
}

export interface SyntaxProblem extends Position {
  readonly code: string;
  readonly message: string;
  /** What was expected, with a right example. */
  readonly expected: string;
}

/** After so many problems the next one tells nobody anything new. */
export const MOST_PROBLEMS = 100;

export interface DockerfileTree {
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
  readonly escape: '\\' | '`';
  /** Value of `# syntax=`: the image of the frontend that reads the file, or null. */
  readonly syntax: Word | null;
}
