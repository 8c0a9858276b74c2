import type { RuleBook } from '../../engine/tally.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { Configuration } from '../policy/configuration.ts';
import { readContext } from './context.ts';
import { noProgress, terminalProgress, type Progress } from './progress.ts';
import { filesOfKustomizations, scanFiles, type ReadSetting, type ScanItem } from './scan.ts';
import type { Survey } from '../../engine/survey.ts';

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
  { book, ...setting }: ScanAll,
): Promise<readonly Survey[]> {
  const reading = await readSetting(items, setting);
  try {
    return [await scanFiles(items, { ...reading, book })];
  } finally {
    reading.progress.end();
  }
}

/** How the files of one run are read; the caller ends the progress. */
export async function readSetting(
  items: readonly ScanItem[],
  { source, configuration, request }: Omit<ScanAll, 'book'>,
): Promise<ReadSetting & { readonly progress: Progress }> {
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
  return { source, context, drawnIn, progress };
}
