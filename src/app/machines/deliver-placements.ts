import { resolve } from 'node:path';
import type { PlacementsReport } from '../../report/placements.ts';
import { outputsIn, writeOutput, type Streams } from '../call/deliver.ts';
import { writeOut } from '../call/write-out.ts';

type Render = (report: PlacementsReport, width: number) => string | Iterable<string>;

const RENDERERS = {
  text: async (): Promise<Render> => (await import('../../report/placements-text.ts')).renderPlacements,
  json: async (): Promise<Render> => (await import('../../report/placements-json.ts')).placementsJson,
  markdown: async (): Promise<Render> =>
    (await import('../../report/placements-markdown.ts')).renderPlacementsMarkdown,
  html: async (): Promise<Render> => (await import('../../report/placements-html.ts')).placementsHtml,
} as const;

export type PlacementsFormat = keyof typeof RENDERERS;

export interface PlacementsOutput {
  readonly format: PlacementsFormat;
  readonly file: string;
}

/** `FORMAT=FILE` arguments. */
export function placementsOutputs(outputs: readonly string[]): readonly PlacementsOutput[] {
  // The keys of a literal are all that it has.
  const formats = Object.keys(RENDERERS) as readonly PlacementsFormat[];
  return outputsIn(outputs, formats, 'html=compat.html');
}

/** Files first: when one cannot be written, nothing looks done. */
export async function deliverPlacements(
  report: PlacementsReport,
  format: PlacementsFormat,
  outputs: readonly PlacementsOutput[],
  { cwd, streams }: { readonly cwd: string; readonly streams: Streams },
): Promise<void> {
  for (const output of outputs) {
    const render = await RENDERERS[output.format]();
    writeOutput(resolve(cwd, output.file), render(report, FILE_WIDTH));
  }
  const render = await RENDERERS[format]();
  await writeOut(streams.stdout, render(report, streams.stdout.columns ?? FILE_WIDTH));
}

/** Columns of a text that goes to no terminal. */
const FILE_WIDTH = 100;
