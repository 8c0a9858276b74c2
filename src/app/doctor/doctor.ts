import { homedir } from 'node:os';
import { join } from 'node:path';
import { diskSource } from '../../adapters/files/disk-source.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { findConfig } from '../policy/configuration.ts';
import type { Streams } from '../call/deliver.ts';
import { probeAll, type DoctorItem } from './doctor-probes.ts';
import { packageRoot } from '../package-root.ts';
import { lintPolicy } from '../policy/policy-lint.ts';
import { problemLine } from '../policy/yaml-file.ts';

export interface DoctorCall {
  readonly cwd: string;
  readonly nodeVersion: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly format: 'text' | 'json';
  readonly streams: Streams;
}

interface DoctorReport {
  readonly schema: 'https://paddle-verify.dev/schemas/doctor/1';
  readonly version: string;
  readonly items: readonly DoctorItem[];
  readonly configuration: {
    /** Null: none was found, and the policy baseline is in force. */
    readonly file: string | null;
    readonly problems: readonly string[];
  };
  readonly cache: { readonly folder: string; readonly exists: boolean };
  /** What a check by files leaves unchecked on this machine, today. */
  readonly unchecked: readonly string[];
}

/** `paddle-verify doctor`: 0 when `check` can work here, 1 when its configuration is wrong or a part that it uses is missing. */
export async function runDoctor(call: DoctorCall): Promise<ExitCode> {
  const report = await examine(call);
  call.streams.stdout.write(call.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : render(report));
  return report.configuration.problems.length + report.unchecked.length > 0 ? 1 : 0;
}

async function examine({ cwd, nodeVersion, at, streams }: DoctorCall): Promise<DoctorReport> {
  const items = probeAll({ cwd, env: streams.env, nodeVersion });
  const folder = cacheFolder(streams.env);
  return {
    schema: 'https://paddle-verify.dev/schemas/doctor/1',
    version: packageRoot().version,
    items,
    configuration: await configurationOf(cwd, at),
    cache: { folder, exists: diskSource(cwd, ['/']).exists(folder) },
    unchecked: items.flatMap(({ name, found, without }) =>
      found || without === null ? [] : [`${name}: ${without}`],
    ),
  };
}

async function configurationOf(cwd: string, at: number): Promise<DoctorReport['configuration']> {
  const source = diskSource(cwd, ['/']);
  const file = findConfig(cwd, source);
  if (file === null) return { file, problems: [] };
  const { errors, findings } = await lintPolicy(file, source, { ruleFolders: [], at });
  return { file, problems: [...errors, ...findings].map(problemLine) };
}

/** After the XDG base directories. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CACHE_HOME'] ?? '';
  return join(base.startsWith('/') ? base : join(env['HOME'] ?? homedir(), '.cache'), 'paddle-verify');
}

function render({ version, items, configuration, cache, unchecked }: DoctorReport): string {
  const widest = Math.max(...items.map(({ name }) => name.length), 'configuration'.length);
  const row = (name: string, good: boolean, detail: string): string =>
    `  ${name.padEnd(widest)}  ${good ? 'found    ' : 'not found'}  ${detail}`;
  const { file, problems } = configuration;
  const lines = [
    `paddle-verify ${version}`,
    '',
    ...items.map(({ name, found, detail }) => row(name, found, detail)),
    row('configuration', file !== null, file ?? 'policy baseline is in force; write one with: policy init'),
    row('cache', cache.exists, `${cache.folder} (nothing is cached today)`),
    '',
    'What that leaves unchecked today:',
    ...(unchecked.length === 0
      ? ['  nothing: check, parse, explain, rules and policy read files and need none of the above']
      : unchecked.map((line) => `  without ${line}`)),
    '  Docker, Trivy, nvidia-smi and kubectl are used by no command of this version.',
    ...(problems.length === 0
      ? []
      : ['', 'The configuration is wrong:', ...problems.map((line) => `  ${line}`)]),
  ];
  return `${lines.join('\n')}\n`;
}
