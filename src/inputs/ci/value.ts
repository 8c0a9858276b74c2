/** A text of a CI file after its variables or expressions: known, with what it rests on, or not, with the reason. */
export interface CiValue {
  readonly value: string | null;
  /** Why it is not known; empty when it is. */
  readonly reason: string;
  /** Outermost first. */
  readonly from: readonly string[];
}

export const knownValue = (value: string, from: readonly string[] = []): CiValue => ({
  value,
  reason: '',
  from,
});
export const unknownValue = (reason: string): CiValue => ({ value: null, reason, from: [] });

/** One job of a matrix: the values of its variables. */
export type Combination = ReadonlyMap<string, string>;

/** More jobs of one matrix are not told apart: GitHub allows 256, GitLab 200. */
export const MAX_COMBINATIONS = 256;

/** What differs between the combinations, once each, in their order. */
export function distinct<T>(
  combinations: readonly Combination[],
  evaluate: (one: Combination) => T,
): readonly T[] {
  const found = new Map<string, T>();
  for (const combination of combinations) {
    const value = evaluate(combination);
    const key = JSON.stringify(value);
    if (!found.has(key)) found.set(key, value);
  }
  return [...found.values()];
}

/** Every choice of one value for each name, in the order in which they are written; cut off at the limit. */
export function product(lists: ReadonlyMap<string, readonly string[]>): readonly Combination[] {
  let all: Map<string, string>[] = [new Map<string, string>()];
  for (const [name, values] of lists) {
    const next: Map<string, string>[] = [];
    for (const one of all)
      for (const value of values)
        if (next.length < MAX_COMBINATIONS) next.push(new Map(one).set(name, value));
    all = next;
  }
  return all;
}
