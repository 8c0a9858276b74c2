import type { ExitCode } from '../findings/exit-code.ts';
import { renderParsed } from '../report/parsed-table.ts';
import type { Streams } from './deliver.ts';
import { linesOf, parseLine } from './parse-lines.ts';

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
  const emit = async (input: string): Promise<void> => {
    const line = parseLine(input);
    if (!line.ok) bad++;
    buffer += format === 'json' ? `${JSON.stringify(line)}\n` : `${renderParsed(line)}\n`;
    if (buffer.length >= CHUNK) {
      await write(streams.stdout, buffer);
      buffer = '';
    }
  };
  for (const reference of references) {
    if (reference !== '-') await emit(reference);
    else for await (const line of linesOf(streams.stdin)) await emit(line);
  }
  await write(streams.stdout, buffer);
  return bad === 0 ? 0 : 1;
}

async function write(stream: Streams['stdout'], text: string): Promise<void> {
  if (text === '' || stream.write(text) !== false) return;
  // Back-pressure: without it a slow pipe would make us hold the whole output.
  await new Promise<void>((resolve) => stream.once('drain', resolve));
}
