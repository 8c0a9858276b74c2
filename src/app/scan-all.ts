import type { RuleBook } from '../engine/tally.ts';
import type { FileSource } from '../facts/file-source.ts';
import type { Configuration } from './configuration.ts';
import { readContext } from './context.ts';
import { noProgress, terminalProgress } from './progress.ts';
import { filesOfKustomizations, scanFiles, type ScanItem } from './scan.ts';
import type { Survey } from '../engine/survey.ts';

type Values = Readonly<Record<string, string>>;

export interface ScanAll {
  readonly source: FileSource;
  readonly configuration: Configuration;
  /** What the caller says of values that files leave open. */
  readonly request: {
    readonly buildArgs: Values;
    readonly variables: Values;
    /** Draws on stderr how far it is. */
    readonly progress?: boolean;
  };
  readonly book: RuleBook;
}

/** Reads and judges all files. */
export async function scanAll(
  items: readonly ScanItem[],
  { source, configuration, request, book }: ScanAll,
): Promise<readonly Survey[]> {
  const { config } = configuration;
  const context = readContext({
    source,
    mirrors: config.mirrors ?? {},
    images: config.images ?? {},
    buildArgs: request.buildArgs,
    variables: request.variables,
    fleet: configuration.fleet,
    inputs: new Set(items.map(({ path }) => path)),
  });
  const drawnIn = await filesOfKustomizations(items, context);
  // A single file is read without a pause, so there is nothing to draw.
  const progress =
    request.progress === true && items.length > 1
      ? terminalProgress({
          terminal: process.stderr,
          total: items.length,
          clock: () => performance.now(),
          exit: (code) => process.exit(code),
        })
      : noProgress;
  try {
    return [await scanFiles(items, { source, context, book, drawnIn, progress })];
  } finally {
    progress.end();
  }
}
