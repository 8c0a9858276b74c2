import type { ExitCode } from '../../findings/exit-code.ts';
import type { Severity } from '../../findings/severity.ts';
import { judgeTree, type TreeRequest } from './judge-tree.ts';
import { judgeChange } from './judge-change.ts';
import { deliver, parseOutputs, type Format, type Streams } from '../call/deliver.ts';
import { parsePairs, parseTime } from '../call/arguments.ts';
import { reportOf } from './check.ts';
import { unusedConfig } from './unused-config.ts';

/** The flags of `check`, as the command line names them. */
export interface CheckFlags {
  readonly policy?: string | undefined;
  readonly config?: string | undefined;
  readonly 'config-from'?: string | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly fleet?: string | undefined;
  readonly 'fail-on'?: Severity | 'never' | undefined;
  readonly at?: string | undefined;
  readonly 'inline-waivers': boolean;
  readonly format: Format;
  readonly output?: readonly string[] | undefined;
  readonly quiet: boolean;
  readonly lang?: 'en' | 'zh' | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly 'build-arg'?: readonly string[] | undefined;
  readonly var?: readonly string[] | undefined;
  readonly 'changed-since'?: string | undefined;
  readonly 'allow-no-subject': boolean;
  readonly 'stdin-name': string;
}

export interface CheckCall {
  readonly cwd: string;
  readonly targets: readonly string[];
  readonly flags: CheckFlags;
  readonly locale: 'en' | 'zh';
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly streams: Streams;
}

/** `paddle-verify check`: judge, render, write, and say the exit code. */
export async function runCheck(call: CheckCall): Promise<ExitCode> {
  const { flags } = call;
  const outputs = parseOutputs(flags.output ?? []);
  const request = requestOf(call);
  const since = flags['changed-since'];
  const { run, configuration } =
    since === undefined ? await judgeTree(request) : await judgeChange(request, since);
  noteUnused(call, configuration.file);
  return deliver({
    reportIn: (language) => reportOf(run, configuration, language),
    format: flags.format,
    outputs,
    language: flags.lang ?? null,
    locale: call.locale,
    streams: call.streams,
    cwd: call.cwd,
  });
}

/** What the flags of `check`, `collect` and `evaluate` ask for. */
export function requestOf(call: CheckCall): TreeRequest {
  const { flags } = call;
  return {
    cwd: call.cwd,
    targets: call.targets,
    policy: flags.policy ?? null,
    config: flags.config ?? null,
    configFrom: flags['config-from'] ?? null,
    ruleFolders: flags.rules ?? [],
    failOn: flags['fail-on'] ?? null,
    fleet: flags.fleet ?? null,
    exclude: flags.exclude ?? [],
    buildArgs: parsePairs(flags['build-arg'] ?? [], '--build-arg'),
    variables: parsePairs(flags.var ?? [], '--var'),
    at: parseTime(flags.at, call.now),
    inlineWaivers: flags['inline-waivers'],
    allowNoSubject: flags['allow-no-subject'] || flags['changed-since'] !== undefined,
    stdinName: flags['stdin-name'],
    streams: call.streams,
    progress: !flags.quiet && isWatched(call.streams),
  };
}

/** Somebody looks at stderr: a pipeline's log is no place for a line that is rewritten. */
function isWatched({ stderr, env }: Streams): boolean {
  return stderr.isTTY === true && (env['CI'] ?? '') === '';
}

function noteUnused({ cwd, targets, streams, flags }: CheckCall, used: string | null): void {
  if (flags.quiet || flags.config !== undefined || flags['config-from'] !== undefined) return;
  const path = unusedConfig({ cwd, targets, used });
  if (path !== null)
    streams.stderr.write(
      `paddle-verify: ${path} is not used: configuration is looked for from the working folder upwards. To use it: -c ${path}\n`,
    );
}
