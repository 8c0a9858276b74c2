/** Inclusive ranges of code points; `negated` means everything else. */
export interface CharSet {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** A regular expression without anything that needs backtracking: no backreferences, no lookaround. */
export type PatternTree =
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'either'; readonly parts: readonly PatternTree[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternTree;
      readonly min: number;
      readonly max: number | null;
    };

/** Why a pattern is refused, where in it, and what to write instead. */
export interface PatternProblem {
  /** Offset in the pattern, from 0, in UTF-16 units. */
  readonly at: number;
  readonly message: string;
  /** A right example. */
  readonly example: string;
}
