import type { ExitCode } from '../../findings/exit-code.ts';
import type { Report } from '../../findings/report.ts';
import { writeFileWhole } from '../../adapters/files/write.ts';
import type { RenderOptions } from '../../report/format.ts';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.ts';
import { writeOut } from './write-out.ts';

const RENDERERS = {
  text: async () => (await import('../../report/text.ts')).textParts,
  json: async () => (await import('../../report/json.ts')).renderJson,
  sarif: async () => (await import('../../report/sarif.ts')).renderSarif,
  junit: async () => (await import('../../report/junit.ts')).renderJunit,
  gitlab: async () => (await import('../../report/gitlab.ts')).renderGitlab,
  github: async () => (await import('../../report/github.ts')).renderGithub,
  markdown: async () => (await import('../../report/markdown.ts')).renderMarkdown,
  html: async () => (await import('../../report/html.ts')).renderHtml,
} satisfies Record<
  string,
  () => Promise<(report: Report, options: RenderOptions) => string | Iterable<string>>
>;

export type Format = keyof typeof RENDERERS;
const FOR_PEOPLE: readonly Format[] = ['text', 'markdown', 'html'];

export interface Output {
  readonly format: Format;
  readonly file: string;
}

export interface Stream {
  write(text: string, done?: (error?: Error | null) => void): unknown;
  readonly destroyed?: boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly stdin: NodeJS.ReadableStream;
  readonly env: NodeJS.ProcessEnv;
}

/** `FORMAT=FILE` arguments. */
export function parseOutputs(outputs: readonly string[]): readonly Output[] {
  // The keys of a literal are all that it has.
  return outputsIn(outputs, Object.keys(RENDERERS) as readonly Format[], 'sarif=paddle-verify.sarif');
}

/** The same for a command with other formats. */
export function outputsIn<F extends string>(
  outputs: readonly string[],
  formats: readonly F[],
  right: string,
): readonly { readonly format: F; readonly file: string }[] {
  return outputs.map((output) => {
    const at = output.indexOf('=');
    const format = formats.find((name) => name === output.slice(0, Math.max(at, 0)));
    const file = output.slice(at + 1);
    if (format === undefined || file === '')
      throw new UsageError(`--output ${output} is not FORMAT=FILE`, [
        `FORMAT is one of ${formats.join(', ')}`,
        `right: --output ${right}`,
      ]);
    return { format, file };
  });
}

export interface Delivery {
  readonly reportIn: (language: 'en' | 'zh') => Report;
  readonly format: Format;
  readonly outputs: readonly Output[];
  /** --lang, or null. */
  readonly language: 'en' | 'zh' | null;
  readonly locale: 'en' | 'zh';
  readonly streams: Streams;
  readonly cwd: string;
}

/** Renders every asked-for format from one finished report. Files first: when one cannot be written, nothing looks done. */
export async function deliver(delivery: Delivery): Promise<ExitCode> {
  const reports = new Map<'en' | 'zh', Report>();
  const reportFor = (format: Format): Report => {
    const language = delivery.language ?? (FOR_PEOPLE.includes(format) ? delivery.locale : 'en');
    const known = reports.get(language) ?? delivery.reportIn(language);
    reports.set(language, known);
    return known;
  };
  for (const { format, file } of delivery.outputs) {
    const render = await RENDERERS[format]();
    writeOutput(resolve(delivery.cwd, file), render(reportFor(format), { color: false, width: 100 }));
  }
  const render = await RENDERERS[delivery.format]();
  const { stdout, env } = delivery.streams;
  await writeOut(
    stdout,
    render(reportFor(delivery.format), { color: wantsColor(stdout, env), width: stdout.columns ?? 100 }),
  );
  return reportFor(delivery.format).exitCode;
}

/** Whole or not at all. Throws a UsageError. */
export function writeOutput(path: string, text: string | Iterable<string>): void {
  const failed = writeFileWhole(path, text);
  if (failed !== null) throw new UsageError(`--output: ${path} cannot be written`, [failed]);
}

/** Colour only for a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function wantsColor(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '0') !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
