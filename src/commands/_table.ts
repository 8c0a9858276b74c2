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

/** Words of the longest id that the command line begins with: `policy show --policy audit` names `policy:show`. */
export function commandOf(
  argv: readonly string[],
): { readonly id: string; readonly rest: readonly string[] } | null {
  const words = argv.findIndex((word) => word.startsWith('-'));
  for (let length = Math.min(words === -1 ? argv.length : words, LONGEST); length > 0; length--) {
    const id = argv.slice(0, length).join(':');
    if (Object.hasOwn(COMMANDS, id)) return { id, rest: argv.slice(length) };
  }
  return null;
}

/** Words that an id has at most. */
const LONGEST = 2;
