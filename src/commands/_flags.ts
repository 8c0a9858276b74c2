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

/** The machines that images are held against: a fleet, or one machine. */
export const machineFlags = {
  fleet: Flags.string({ description: 'fleet file: the node groups', env: env('fleet') }),
  driver: Flags.string({
    description: 'NVIDIA driver of one machine, instead of a fleet',
    env: env('driver'),
  }),
  gpu: Flags.string({
    description: 'its GPU: a product (T4) or a compute capability (7.5)',
    env: env('gpu'),
  }),
  mode: Flags.option({
    description: 'its container runtime mode',
    options: ['legacy', 'csv', 'cdi', 'jit-cdi'] as const,
    env: env('mode'),
  })(),
};

/** What is read, and what the caller says of values that files leave open. */
export const readFlags = {
  fleet: machineFlags.fleet,
  exclude: Flags.string({
    description: 'leave out what matches (as in .gitignore)',
    multiple: true,
    multipleNonGreedy: true,
    env: env('exclude'),
    delimiter: ',',
  }),
  'build-arg': Flags.string({
    description: 'NAME=VALUE for ARG in Dockerfiles',
    multiple: true,
    multipleNonGreedy: true,
    env: env('build-arg'),
  }),
  var: Flags.string({
    description: 'NAME=VALUE for ${NAME} in compose files',
    multiple: true,
    multipleNonGreedy: true,
    env: env('var'),
  }),
  'stdin-name': Flags.string({
    description: 'name that stdin is shown and recognised by',
    env: env('stdin-name'),
    default: '<stdin>',
  }),
};
