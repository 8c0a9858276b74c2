import { Flags } from '@oclif/core';
import { runPolicyInit } from '../../app/policy/policy-init.ts';
import { BaseCommand, env } from '../_base.ts';

export default class PolicyInit extends BaseCommand {
  static override summary = 'write a commented paddle-verify.yaml';
  static override description =
    'Writes the file into the current folder, with every key explained. A file that is there already is never overwritten: without --force nothing is written, with it the old file is kept under another name.';
  static override examples = [
    '<%= config.bin %> policy init',
    '<%= config.bin %> policy init --extends production',
  ];
  static override flags = {
    extends: Flags.string({
      description: 'the policy to start from: baseline, production, audit, or the path of a file',
      default: 'baseline',
      env: env('extends'),
    }),
    force: Flags.boolean({
      description: 'start anew; the old file is kept as paddle-verify.yaml.old',
      env: env('force'),
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(PolicyInit);
    process.exitCode = runPolicyInit({
      cwd: process.cwd(),
      extends: flags.extends,
      force: flags.force,
      streams: process,
    });
  }
}
