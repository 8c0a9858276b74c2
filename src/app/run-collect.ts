import { resolve } from 'node:path';
import { openWholeFile } from '../adapters/files/whole-file.ts';
import type { ExitCode } from '../findings/exit-code.ts';
import { BUNDLE_SCHEMA, bundleWriter } from './bundle.ts';
import type { Streams } from './deliver.ts';
import { configurationFor, itemsFor, type TreeRequest } from './judge-tree.ts';
import { packageRoot } from './package-root.ts';
import { readSetting } from './scan-all.ts';
import { readFiles } from './scan.ts';
import { UsageError } from './usage-error.ts';
import { workingTree } from './working-tree.ts';
import { writeOut } from './write-out.ts';

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
  const items = await itemsFor(request, source, configuration);
  if (items.length === 0)
    throw new UsageError('nothing to collect: no file was found', ['expected: a path that holds one']);
  const { mirrors = {}, images = {} } = configuration.config;
  const bundle = bundleWriter({
    schema: BUNDLE_SCHEMA,
    tool: { name: 'paddle-verify', version: packageRoot().version },
    collectedAt: new Date(request.at).toISOString(),
    configuration: { mirrors, images },
  });
  const target = output === '-' ? toStream(streams) : toFile(resolve(request.cwd, output));
  const reading = await readSetting(items, { source, configuration, request });
  try {
    await target.write(bundle.start());
    for await (const { path, share, crash } of readFiles(items, reading)) {
      // A bundle with a hole that nobody sees would judge as clean what was never read.
      if (crash !== null) throw new Error(`${path} could not be read`, { cause: crash });
      if (share !== null) await target.write(bundle.file(share));
    }
    await target.write(bundle.end());
    target.keep();
  } catch (error) {
    target.drop();
    throw error;
  } finally {
    reading.progress.end();
  }
  return 0;
}

interface Target {
  readonly write: (text: string) => Promise<unknown>;
  readonly keep: () => void;
  readonly drop: () => void;
}

function toStream({ stdout }: Streams): Target {
  const nothing = (): void => undefined;
  return { write: (text) => writeOut(stdout, text), keep: nothing, drop: nothing };
}

function toFile(path: string): Target {
  try {
    const file = openWholeFile(path);
    return {
      write: (text) => {
        file.write(text);
        return Promise.resolve();
      },
      keep: () => {
        file.keep();
      },
      drop: () => {
        file.drop();
      },
    };
  } catch (error) {
    throw new UsageError(`--output: ${path} cannot be written`, [
      error instanceof Error ? error.message : String(error),
    ]);
  }
}
