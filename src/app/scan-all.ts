import type { RuleBook } from '../engine/tally.ts';
import type { FileSource } from '../facts/file-source.ts';
import type { Configuration } from './configuration.ts';
import { readContext } from './context.ts';
import { filesOfKustomizations, scanFiles, type ScanItem } from './scan.ts';
import type { Survey } from './survey.ts';

type Values = Readonly<Record<string, string>>;

export interface ScanAll {
  readonly source: FileSource;
  readonly configuration: Configuration;
  /** What the caller says of values that files leave open. */
  readonly request: { readonly buildArgs: Values; readonly variables: Values };
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
    inputs: new Set(items.map(({ path }) => path)),
  });
  const drawnIn = await filesOfKustomizations(items, context);
  return [await scanFiles(items, { source, context, book, drawnIn })];
}
