import type { Part, Scope } from './draft.ts';
import type { Binding } from './environment.ts';

export interface Use {
  readonly offset: number;
  readonly scope: Scope;
}

export type Variable = Extract<Part, { kind: 'variable' }>;

/** A `${NAME:=…}` takes effect at once, within the word that it stands in; any other assignment with its command. */
export function useOf({ isDefault }: Binding, { offset }: Variable, use: Use): Use {
  return isDefault && offset > use.offset ? { ...use, offset } : use;
}

/** May the assignment have run before the use? In a loop or a function, also one that stands behind it. */
export function reaches(binding: Binding, use: Use): boolean {
  if (binding.offset < use.offset) return true;
  // A function may be called from anywhere after the whole text was read.
  return scopes(use.scope).some(
    (scope) => scope.kind === 'function' || (scope.kind === 'loop' && scopes(binding.scope).includes(scope)),
  );
}

export function scopes(scope: Scope): readonly Scope[] {
  const out: Scope[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.parent) out.push(at);
  return out;
}
