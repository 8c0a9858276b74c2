import { Flags } from '@oclif/core';
import { env } from './_base.ts';

export const FORMATS = ['text', 'json', 'sarif', 'junit', 'gitlab', 'github', 'markdown', 'html'] as const;

export const judgeFlags = {
  'fail-on': Flags.option({
    description: 'lowest severity that fails the run (default: from the policy, medium)',
    options: ['critical', 'high', 'medium', 'low', 'info', 'never'] as const,
    env: env('fail-on'),
  })(),
  at: Flags.string({
    description: 'judge as if it were this time (ISO 8601); ages and waivers count from it',
    env: env('at'),
  }),
  'inline-waivers': Flags.boolean({
    description: 'honour waivers in comments',
    default: true,
    allowNo: true,
    env: env('inline-waivers'),
  }),
};

export const outputFlags = {
  format: Flags.option({
    char: 'f',
    description: 'format of the report on stdout',
    options: FORMATS,
    default: 'text' as const,
    env: env('format'),
  })(),
  output: Flags.string({
    char: 'o',
    description: 'FORMAT=FILE: write a further report',
    multiple: true,
    multipleNonGreedy: true,
    env: env('output'),
    delimiter: ',',
  }),
  quiet: Flags.boolean({ char: 'q', description: 'no progress on stderr', env: env('quiet') }),
};
