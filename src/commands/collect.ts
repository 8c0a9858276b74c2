import { Args, Flags, type Interfaces } from '@oclif/core';
import { runCollect } from '../app/bundle/run-collect.ts';
import { requestOf } from '../app/check/run-check.ts';
import { BaseCommand, configFlags, env, languageOfLocale } from './_base.ts';
import { judgeFlags, outputFlags, readFlags } from './_flags.ts';

export default class Collect extends BaseCommand {
  static override summary = 'write what check would judge into an evidence bundle';
  static override description = [
    'Reads the same files as check and writes the facts, without secrets, into one JSON file with a digest. `evaluate` judges it',
    'later or elsewhere, with the same result. Mirrors, images and the fleet of the configuration count now; policy and waivers',
    'count when it is judged.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> collect . -o evidence.json',
    '<%= config.bin %> collect deploy/ -o - | <%= config.bin %> evaluate - --policy production',
  ];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'files, folders, image references, or - for stdin', required: true }),
  };
  static override flags = {
    config: configFlags.config,
    'config-from': configFlags['config-from'],
    ...readFlags,
    at: judgeFlags.at,
    quiet: outputFlags.quiet,
    output: Flags.string({
      char: 'o',
      description: 'file of the bundle, or - for stdout',
      default: '-',
      env: env('output'),
    }),
  };

  async run(): Promise<void> {
    const parsed = await this.parse(Collect);
    const flags: Interfaces.InferredFlags<typeof Collect.flags> = parsed.flags;
    const { output, ...rest } = flags;
    const request = requestOf({
      cwd: process.cwd(),
      targets: parsed.argv.map(String),
      flags: { ...rest, 'inline-waivers': true, 'allow-no-subject': true, format: 'json' },
      locale: languageOfLocale(process.env),
      now: Date.now(),
      streams: process,
    });
    process.exitCode = await runCollect({ request, output, streams: process });
  }
}
