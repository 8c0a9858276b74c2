import { Args, Flags, type Interfaces } from '@oclif/core';
import { parseOutputs } from '../app/call/deliver.ts';
import { requestOf } from '../app/check/run-check.ts';
import { runEvaluate } from '../app/bundle/run-evaluate.ts';
import { BaseCommand, configFlags, env, langFlag, languageOfLocale } from './_base.ts';
import { judgeFlags, outputFlags, readFlags } from './_flags.ts';

export default class Evaluate extends BaseCommand {
  static override summary = 'judge an evidence bundle that collect has written';
  static override description = [
    'Judges without reading anything but the bundle: same rules, same findings, same exit codes as check. A bundle that was changed',
    'since it was collected is refused. The report says that its evidence is a bundle, and not signed; a policy may refuse that.',
  ].join('\n');
  static override examples = ['<%= config.bin %> evaluate evidence.json --policy production -f json'];
  static override args = {
    bundle: Args.string({ description: 'file of the bundle, or - for stdin', required: true }),
  };
  static override flags = {
    ...configFlags,
    ...judgeFlags,
    ...outputFlags,
    fleet: readFlags.fleet,
    lang: langFlag(),
    'allow-no-subject': Flags.boolean({
      description: 'exit 0 when there is nothing to judge',
      env: env('allow-no-subject'),
    }),
  };

  async run(): Promise<void> {
    const parsed = await this.parse(Evaluate);
    const flags: Interfaces.InferredFlags<typeof Evaluate.flags> = parsed.flags;
    const locale = languageOfLocale(process.env);
    const call = { cwd: process.cwd(), targets: [], locale, now: Date.now(), streams: process };
    process.exitCode = await runEvaluate({
      bundle: parsed.args.bundle,
      request: requestOf({ ...call, flags: { ...flags, 'stdin-name': '<stdin>' } }),
      format: flags.format,
      outputs: parseOutputs(flags.output ?? []),
      language: flags.lang ?? null,
      locale,
      streams: process,
    });
  }
}
