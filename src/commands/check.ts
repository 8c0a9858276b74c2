import { Args, Flags, type Interfaces } from '@oclif/core';
import { runCheck } from '../app/check/run-check.ts';
import { EXIT_CODES } from '../findings/exit-code.ts';
import { BaseCommand, configFlags, env, langFlag, languageOfLocale } from './_base.ts';
import { judgeFlags, outputFlags, readFlags } from './_flags.ts';

export default class Check extends BaseCommand {
  static override summary = 'judge every place that names a Paddle image';
  static override description = [
    'Reads Dockerfiles, compose files, Kubernetes manifests, kustomizations, CI files and scripts, understands every image reference in them, and judges them by the rules of a policy. `-` reads one file from stdin.',
    '',
    'EXIT CODES',
    ...Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code}  ${meaning}`),
  ].join('\n');
  static override examples = [
    '<%= config.bin %> check .',
    '<%= config.bin %> check Dockerfile deploy/ --policy production',
    'helm template ocr chart/ | <%= config.bin %> check -',
    '<%= config.bin %> check . --changed-since origin/main -f github -o sarif=paddle-verify.sarif',
  ];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'files, folders, image references, or - for stdin', required: true }),
  };
  static override flags = {
    ...configFlags,
    ...judgeFlags,
    ...outputFlags,
    ...readFlags,
    lang: langFlag(),
    'changed-since': Flags.string({
      description: 'report only what is worse than at this revision',
      env: env('changed-since'),
    }),
    'allow-no-subject': Flags.boolean({
      description: 'exit 0 when there is nothing to judge',
      env: env('allow-no-subject'),
    }),
    offline: Flags.boolean({
      description: 'forbid every connection (this command makes none)',
      env: env('offline'),
    }),
  };

  async run(): Promise<void> {
    const parsed = await this.parse(Check);
    const flags: Interfaces.InferredFlags<typeof Check.flags> = parsed.flags;
    const code = await runCheck({
      cwd: process.cwd(),
      targets: parsed.argv.map(String),
      flags,
      locale: languageOfLocale(process.env),
      now: Date.now(),
      streams: process,
    });
    process.exitCode = code;
  }
}
