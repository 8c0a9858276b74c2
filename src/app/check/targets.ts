import type { FileSource } from '../../facts/file-source.ts';
import { parseReference } from '../../reference/parse.ts';
import { didYouMean } from '../call/did-you-mean.ts';
import type { ScanItem } from './scan.ts';
import { UsageError } from '../call/usage-error.ts';

export interface TargetOptions {
  readonly exclude: readonly string[];
  readonly stdinName: string;
  readonly stdin: NodeJS.ReadableStream;
}

/** Targets of the command line → files to read, each once, in an order that does not depend on that of the targets. */
export async function itemsOf(
  targets: readonly string[],
  source: FileSource,
  options: TargetOptions,
): Promise<readonly ScanItem[]> {
  const items = new Map<string, ScanItem>();
  const unknown: string[] = [];
  for (const target of new Set(targets)) {
    if (target === '-')
      items.set('-', {
        path: options.stdinName,
        named: true,
        bytes: await readAll(options.stdin),
        problem: null,
      });
    else if (source.exists(target)) addPath(items, target, source, options.exclude);
    else if (isImage(target)) items.set(target, imageItem(target));
    else unknown.push(target);
  }
  if (unknown.length > 0) {
    throw new UsageError(`${unknown.join(', ')}: neither a path that exists nor an image reference`, [
      ...unknown.flatMap((target) => didYouMean(plain(target), namesBeside(plain(target), source))),
      'right: a file or folder, an image with a tag or digest such as paddlepaddle/paddle:2.6.1, or - for stdin',
    ]);
  }
  return [...items.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** As a listing has it. */
function plain(target: string): string {
  const bare = target.startsWith('./') ? target.slice(2) : target;
  return bare.endsWith('/') ? bare.slice(0, -1) : bare;
}

/** Paths beside a misspelt one. Only on the way to an error: a whole folder is listed for it. */
function namesBeside(target: string, source: FileSource): readonly string[] {
  const start = target.slice(0, target.lastIndexOf('/') + 1);
  const folder = start === '' ? '.' : start;
  if (!source.isFolder(folder)) return [];
  const names = source
    .list(folder, { exclude: [] })
    .filter(({ path }) => path.startsWith(start))
    .map(({ path }) => start + (path.slice(start.length).split('/')[0] ?? ''));
  return [...new Set(names)];
}

function addPath(
  items: Map<string, ScanItem>,
  target: string,
  source: FileSource,
  exclude: readonly string[],
): void {
  const folder = source.isFolder(target);
  for (const { path, problem } of source.list(target, { exclude })) {
    const named = !folder || (items.get(path)?.named ?? false);
    items.set(path, {
      path,
      named,
      problem: problem === null ? null : { code: problem.code, detail: problem.detail },
    });
  }
}

/** A word that is no path is an image only when it says so by a tag or digest: a misspelt folder must not become one. */
function isImage(target: string): boolean {
  const parsed = parseReference(target);
  return parsed.ok && (parsed.value.tag !== null || parsed.value.digest !== null);
}

function imageItem(target: string): ScanItem {
  return { path: target, named: true, image: true, problem: null };
}

export async function readAll(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
