import { Flags } from '@oclif/core';
import { runPolicyShow } from '../../app/policy/policy-show.ts';
import { BaseCommand, catalogFlags, env } from '../_base.ts';

export default class PolicyShow extends BaseCommand {
  static override summary = 'print the policy in force, resolved, and where each severity was written';
  static override description =
    "Follows `extends` from the shipped policy to the team's file. Beside each rule stands where its severity comes from: the rule as shipped, a shipped policy, or the line of a file.";
  static override examples = [
    '<%= config.bin %> policy show',
    '<%= config.bin %> policy show --policy production',
    '<%= config.bin %> policy show -f json',
  ];
  static override flags = {
    ...catalogFlags,
    format: Flags.option({
      char: 'f',
      description: 'format of the policy',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(PolicyShow);
    process.exitCode = await runPolicyShow({
      cwd: process.cwd(),
      policy: flags.policy ?? null,
      config: flags.config ?? null,
      ruleFolders: flags.rules ?? [],
      format: flags.format,
      language: 'en',
      streams: process,
    });
  }
}
