import type { CharSet, PatternTree } from './tree.ts';

/** One step of a matching machine. Targets are indexes of the program. */
export type Step =
  | { readonly op: 'chars'; readonly set: CharSet }
  | { readonly op: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly op: 'fork'; readonly to: readonly number[] }
  | { readonly op: 'accept' };

/** Counted repeats are written out, so `(a{1000}){1000}` would be a million steps: this many are enough for any name. */
export const MAX_STEPS = 2_000;

/** Thompson's construction; null when the pattern needs more than MAX_STEPS. */
export function compileTree(tree: PatternTree): readonly Step[] | null {
  const steps: Step[] = [];
  return emit(tree, steps) && push(steps, { op: 'accept' }) ? steps : null;
}

function push(steps: Step[], step: Step): boolean {
  return steps.push(step) <= MAX_STEPS;
}

function emit(tree: PatternTree, steps: Step[]): boolean {
  switch (tree.kind) {
    case 'chars':
      return push(steps, { op: 'chars', set: tree.set });
    case 'edge':
      return push(steps, { op: 'edge', edge: tree.edge });
    case 'sequence':
      return tree.parts.every((part) => emit(part, steps));
    case 'either':
      return emitEither(tree.parts, steps);
    case 'repeat':
      return emitRepeat(tree, steps);
  }
}

function emitEither(parts: readonly PatternTree[], steps: Step[]): boolean {
  const fork = steps.length;
  const starts: number[] = [];
  const ends: number[] = [];
  if (!push(steps, { op: 'fork', to: [] })) return false;
  for (const part of parts) {
    starts.push(steps.length);
    if (!emit(part, steps)) return false;
    ends.push(steps.length);
    if (!push(steps, { op: 'fork', to: [] })) return false;
  }
  steps[fork] = { op: 'fork', to: starts };
  for (const end of ends) steps[end] = { op: 'fork', to: [steps.length] };
  return true;
}

function emitRepeat(
  { part, min, max }: Extract<PatternTree, { readonly kind: 'repeat' }>,
  steps: Step[],
): boolean {
  for (let made = 0; made < min; made++) if (!emit(part, steps)) return false;
  if (max === null) {
    const fork = steps.length;
    if (!push(steps, { op: 'fork', to: [] }) || !emit(part, steps)) return false;
    if (!push(steps, { op: 'fork', to: [fork] })) return false;
    steps[fork] = { op: 'fork', to: [fork + 1, steps.length] };
    return true;
  }
  const forks: number[] = [];
  for (let made = min; made < max; made++) {
    forks.push(steps.length);
    if (!push(steps, { op: 'fork', to: [] }) || !emit(part, steps)) return false;
  }
  for (const fork of forks) steps[fork] = { op: 'fork', to: [fork + 1, steps.length] };
  return true;
}
