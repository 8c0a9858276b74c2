import { Args, Flags } from '@oclif/core';
import { parseTime } from '../../app/call/arguments.ts';
import { runPolicyLint } from '../../app/policy/policy-lint.ts';
import { BaseCommand, catalogFlags, env } from '../_base.ts';

export default class PolicyLint extends BaseCommand {
  static override summary = 'find everything that is wrong with a paddle-verify.yaml';
  static override description = [
    'Reads the file, the policies that it extends, and its folders of rules. Prints every problem at once, with file, line and column, what was expected, and a right example.',
    'Exits 2 when the policy cannot be used, 1 when a waiver takes nothing away (expired, refused, twice), 0 when nothing is wrong.',
  ].join('\n\n');
  static override examples = [
    '<%= config.bin %> policy lint',
    '<%= config.bin %> policy lint policies/bank.yaml --rules policies/rules',
  ];
  static override args = {
    file: Args.string({ description: 'the file (default: the paddle-verify.yaml found upwards)' }),
  };
  static override flags = {
    rules: catalogFlags.rules,
    at: Flags.string({
      description: 'judge waivers as if it were this time (ISO 8601)',
      env: env('at'),
    }),
    format: Flags.option({
      char: 'f',
      description: 'format of the result',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(PolicyLint);
    process.exitCode = await runPolicyLint({
      cwd: process.cwd(),
      file: args.file ?? null,
      ruleFolders: flags.rules ?? [],
      at: parseTime(flags.at, Date.now()),
      format: flags.format,
      streams: process,
    });
  }
}
