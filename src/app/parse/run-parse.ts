import type { ExitCode } from '../../findings/exit-code.ts';
import { renderParsed } from '../../report/parsed-table.ts';
import type { Streams } from '../call/deliver.ts';
import { linesOf, parseLine } from './parse-lines.ts';
import { writeOut } from '../call/write-out.ts';

export interface ParseCall {
  readonly references: readonly string[];
  readonly format: 'text' | 'json';
  readonly streams: Streams;
}

const CHUNK = 64 * 1024;

/** `paddle-verify parse`: 0 when every line is a reference, 1 when one is not. Waits for a slow reader of stdout. */
export async function runParse({ references, format, streams }: ParseCall): Promise<ExitCode> {
  let bad = 0;
  let buffer = '';
  for await (const input of inputsOf(references, streams)) {
    const line = parseLine(input);
    if (!line.ok) bad++;
    buffer += format === 'json' ? `${JSON.stringify(line)}\n` : `${renderParsed(line)}\n`;
    if (buffer.length < CHUNK) continue;
    // Nobody reads any more (`| head`): what is still to come would be parsed for no one.
    if (!(await writeOut(streams.stdout, buffer))) return bad === 0 ? 0 : 1;
    buffer = '';
  }
  await writeOut(streams.stdout, buffer);
  return bad === 0 ? 0 : 1;
}

async function* inputsOf(references: readonly string[], streams: Streams): AsyncGenerator<string> {
  for (const reference of references) {
    if (reference === '-') yield* linesOf(streams.stdin);
    else yield reference;
  }
}
