import type { ShellPiece } from './types.ts';

/** The value of a variable or a part, as far as it is known. */
export interface Value {
  /** null when any of it has to be computed. */
  readonly text: string | null;
  readonly pieces: readonly ShellPiece[];
  /** Why the text is not known; null when it is. */
  readonly reason: string | null;
  /** What it rests on, outermost first. */
  readonly from: readonly string[];
  /** The elements of an array, or null. */
  readonly items: readonly Value[] | null;
  /** May be no word, or several, even inside quotes. */
  readonly many: boolean;
  /** Where it is written, of an element of an array. */
  readonly offset?: number;
  /** Its own quotes keep it from being split. */
  readonly whole?: boolean;
}

const NOTHING: readonly string[] = [];

export function unknown(reason: string, raw: string, many = false): Value {
  return { text: null, pieces: [{ text: null, raw }], reason, from: NOTHING, items: null, many };
}

export function known(text: string, from: readonly string[] = NOTHING): Value {
  return {
    text,
    pieces: text === '' ? [] : [{ text, raw: text }],
    reason: null,
    from,
    items: null,
    many: false,
  };
}
