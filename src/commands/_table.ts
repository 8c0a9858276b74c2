import type { Command, Config } from '@oclif/core';

type CommandClass = (new (argv: string[], config: Config) => Command) & Pick<typeof Command, 'run'>;

/** Every command by its id, with what loads it: the framework would look for a file of its own for each. */
export const COMMANDS: Readonly<Record<string, () => Promise<{ readonly default: CommandClass }>>> = {
  check: () => import('./check.ts'),
  collect: () => import('./collect.ts'),
  compat: () => import('./compat.ts'),
  doctor: () => import('./doctor.ts'),
  evaluate: () => import('./evaluate.ts'),
  explain: () => import('./explain.ts'),
  'fleet:detect': () => import('./fleet/detect.ts'),
  'fleet:show': () => import('./fleet/show.ts'),
  'matrices:lint': () => import('./matrices/lint.ts'),
  'matrices:list': () => import('./matrices/list.ts'),
  'matrices:show': () => import('./matrices/show.ts'),
  parse: () => import('./parse.ts'),
  'policy:init': () => import('./policy/init.ts'),
  'policy:lint': () => import('./policy/lint.ts'),
  'policy:show': () => import('./policy/show.ts'),
  recommend: () => import('./recommend.ts'),
  'rules:list': () => import('./rules/list.ts'),
};
