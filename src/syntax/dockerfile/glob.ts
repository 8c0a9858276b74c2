/**
 * Patterns of `${NAME#pattern}`, `${NAME%pattern}` and `${NAME/pattern/text}`: `?`, `*` and escapes, no brackets. Matching
 * walks all states at once, so its cost is bounded by the product of the lengths.
 */
export interface Glob {
  /** Code points as text; null stands for `?`, and `*` is kept apart. */
  readonly tokens: readonly GlobToken[];
}

type GlobToken =
  { readonly kind: 'star' } | { readonly kind: 'any' } | { readonly kind: 'literal'; readonly text: string };

/** Most steps that one match may take; beyond it the value counts as unknown. */
const MOST_STEPS = 20_000_000;

/** Reads a pattern; null when it holds an escape that BuildKit refuses. */
export function readGlob(pattern: string): Glob | null {
  const tokens: GlobToken[] = [];
  const chars = Array.from(pattern);
  for (let index = 0; index < chars.length; index++) {
    const char = chars[index] ?? '';
    if (char === '*') tokens.push({ kind: 'star' });
    else if (char === '?') tokens.push({ kind: 'any' });
    else if (char === '\\') {
      const next = chars[index + 1];
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') return null;
      tokens.push({ kind: 'literal', text: next });
      index++;
    } else tokens.push({ kind: 'literal', text: char });
  }
  return { tokens };
}

export const reversed = ({ tokens }: Glob): Glob => ({ tokens: [...tokens].reverse() });

/**
 * Length (in code points from `from`) of the shortest or longest piece that matches, -1 when none does, or null when
 * finding out would take too long.
 */
export function matchLength(
  { tokens }: Glob,
  value: readonly string[],
  from: number,
  longest: boolean,
): number | null {
  if ((value.length - from + 1) * (tokens.length + 1) > MOST_STEPS) return null;
  let states = withStars(tokens, new Set([0]));
  let best = -1;
  for (let index = from; ; index++) {
    if (states.has(tokens.length)) {
      best = index - from;
      if (!longest) return best;
    }
    const char = value[index];
    if (char === undefined || states.size === 0) return best;
    states = withStars(tokens, step(tokens, states, char));
  }
}

function step(tokens: readonly GlobToken[], states: ReadonlySet<number>, char: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const token = tokens[state];
    if (token === undefined) continue;
    // As in Go's regexp, neither wildcard crosses a newline.
    if (token.kind === 'literal' ? token.text === char : char !== '\n')
      next.add(token.kind === 'star' ? state : state + 1);
  }
  return next;
}

/** A star may also match nothing. */
function withStars(tokens: readonly GlobToken[], states: Set<number>): Set<number> {
  for (const state of states) if (tokens[state]?.kind === 'star') states.add(state + 1);
  return states;
}
