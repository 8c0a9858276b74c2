import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { takeTeamRows } from '../../compatibility/matrix/team-rows.ts';
import { openWholeFile, type WholeFile } from '../../adapters/files/whole-file.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { BUNDLE_SCHEMA, bundleWriter, type BundleHead } from './bundle.ts';
import type { Configuration } from '../policy/configuration.ts';
import type { Streams } from '../call/deliver.ts';
import { growHeapSlowly } from '../check/heap.ts';
import { configurationFor, itemsFor, type TreeRequest } from '../check/judge-tree.ts';
import { packageRoot } from '../package-root.ts';
import { readSetting } from '../check/scan-all.ts';
import { MANY_SUBJECTS, readFiles, type ReadSetting, type ScanItem } from '../check/scan.ts';
import { UsageError } from '../call/usage-error.ts';
import { workingTree } from '../check/working-tree.ts';
import { writeOut } from '../call/write-out.ts';

export interface CollectCall {
  readonly request: TreeRequest;
  /** Path of the bundle, or `-` for stdout. */
  readonly output: string;
  readonly streams: Streams;
}

/** `paddle-verify collect`: reads what `check` would read, and writes the evidence instead of judging it. */
export async function runCollect({ request, output, streams }: CollectCall): Promise<ExitCode> {
  const source = workingTree(request);
  const configuration = await configurationFor(request);
  takeTeamRows(configuration.matrices?.rows ?? null);
  const items = await itemsFor(request, source, configuration);
  if (items.length === 0)
    throw new UsageError('nothing to collect: no file was found', ['expected: a path that holds one']);
  const target = output === '-' ? toStream(streams) : toFile(resolve(request.cwd, output));
  const reading = await readSetting(items, { source, configuration, request });
  try {
    await writeBundle(items, reading, { target, head: headOf(request, configuration) });
    target.keep();
  } catch (error) {
    target.drop();
    throw error;
  } finally {
    reading.progress.end();
  }
  return 0;
}

function headOf({ at }: TreeRequest, { config, fleet }: Configuration): BundleHead {
  const { mirrors = {}, images = {} } = config;
  const machines = fleet === null ? null : createHash('sha256').update(JSON.stringify(fleet)).digest('hex');
  return {
    schema: BUNDLE_SCHEMA,
    tool: { name: 'paddle-verify', version: packageRoot().version },
    collectedAt: new Date(at).toISOString(),
    configuration: { mirrors, images, fleet: machines === null ? null : `sha256:${machines}` },
  };
}

/** Subjects are written as they are read: of a file with thousands, one document at a time is in memory. */
async function writeBundle(
  items: readonly ScanItem[],
  reading: ReadSetting,
  { target, head }: { readonly target: Target; readonly head: BundleHead },
): Promise<void> {
  const bundle = bundleWriter();
  target.put(bundle.start(head));
  let open: string | null = null;
  const begun = (path: string): string => {
    if (open === path) return '';
    open = path;
    return bundle.file(path);
  };
  let written = 0;
  const put = (subject: SubjectEvidence, path: string): void => {
    target.put(begun(path) + bundle.subject(subject));
    if (++written === MANY_SUBJECTS) growHeapSlowly();
  };
  for await (const { path, share, crash } of readFiles(items, { ...reading, take: put })) {
    // A bundle with a hole that nobody sees would judge as clean what was never read.
    if (crash !== null) throw new Error(`${path} could not be read`, { cause: crash });
    if (share === null) continue;
    const { kind, readable, found, supporting, gaps, waivers } = share;
    target.put(begun(path));
    for (const subject of share.subjects) put(subject, path);
    target.put(bundle.rest({ kind, readable, found, supporting, gaps, waivers }));
    open = null;
    await target.flush();
  }
  target.put(bundle.end());
  await target.flush();
}

interface Target {
  /** Writes at once, or holds it until the next flush. */
  readonly put: (text: string) => void;
  readonly flush: () => Promise<unknown>;
  readonly keep: () => void;
  readonly drop: () => void;
}

/** UTF-16 units that are written at once. */
const CHUNK = 1 << 16;

function toStream({ stdout }: Streams): Target {
  const nothing = (): void => undefined;
  let held = '';
  let going: Promise<unknown> = Promise.resolve();
  const send = (): void => {
    // A pipe or file takes it at once, whether or not somebody waits.
    going = Promise.all([going, writeOut(stdout, held)]);
    // What goes wrong comes out at the next flush.
    going.catch(nothing);
    held = '';
  };
  const put = (text: string): void => {
    held += text;
    if (held.length > CHUNK) send();
  };
  const flush = (): Promise<unknown> => {
    send();
    return going;
  };
  return { put, flush, keep: nothing, drop: nothing };
}

function toFile(path: string): Target {
  const file = opened(path);
  let held = '';
  const flush = (): Promise<void> => {
    file.write(held);
    held = '';
    return Promise.resolve();
  };
  return {
    put: (text) => {
      held += text;
      if (held.length > CHUNK) void flush();
    },
    flush,
    keep: () => {
      file.keep();
    },
    drop: () => {
      file.drop();
    },
  };
}

function opened(path: string): WholeFile {
  try {
    return openWholeFile(path);
  } catch (error) {
    throw new UsageError(`--output: ${path} cannot be written`, [
      error instanceof Error ? error.message : String(error),
    ]);
  }
}
