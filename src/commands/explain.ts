import { Args, Flags } from '@oclif/core';
import { runExplain } from '../app/explain/run-explain.ts';
import { BaseCommand, catalogFlags, env, langFlag, languageOfLocale } from './_base.ts';

export default class Explain extends BaseCommand {
  static override summary = 'say what a rule or a finding means, and how to mend it';
  static override description = [
    'Prints why a rule exists, how to mend what it finds, its severity and options under the policy in force, and examples that pass, that fail, and that cannot be checked.',
    'With --report, the name may be the fingerprint of a finding (or its first 6 digits): then the place, message and evidence of that finding come first.',
  ].join('\n\n');
  static override examples = [
    '<%= config.bin %> explain tag/is-pinned',
    '<%= config.bin %> explain PV3001 --lang zh',
    '<%= config.bin %> explain 3f9a1c --report report.json',
  ];
  static override args = {
    name: Args.string({ description: 'id or code of a rule, or fingerprint of a finding', required: true }),
  };
  static override flags = {
    ...catalogFlags,
    report: Flags.string({
      char: 'r',
      description: 'a JSON report that holds the finding (check -o json=report.json)',
      env: env('report'),
    }),
    format: Flags.option({
      char: 'f',
      description: 'format of the explanation',
      options: ['text', 'json', 'markdown'] as const,
      default: 'text' as const,
      env: env('format'),
    })(),
    lang: langFlag(),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain);
    process.exitCode = await runExplain({
      cwd: process.cwd(),
      name: args.name,
      report: flags.report ?? null,
      format: flags.format,
      policy: flags.policy ?? null,
      config: flags.config ?? null,
      ruleFolders: flags.rules ?? [],
      language: flags.lang ?? (flags.format === 'json' ? 'en' : languageOfLocale(process.env)),
      streams: process,
    });
  }
}
