import type { Stream } from './deliver.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes a text, or its parts one after the other, and waits until a slow reader has taken it: the process would else end, or hold everything, before.
 * False when the reader has gone (`| head`): there is nobody left to write for. Throws a UsageError for a full disk.
 */
export async function writeOut(stream: Stream, text: string | Iterable<string>): Promise<boolean> {
  if (typeof text === 'string') return writeText(stream, text);
  let buffer = '';
  for (const part of text) {
    buffer += part;
    if (buffer.length < CHUNK) continue;
    if (!(await writeText(stream, buffer))) return false;
    buffer = '';
  }
  return writeText(stream, buffer);
}

/** UTF-16 units that are written at once. */
const CHUNK = 1 << 16;

async function writeText(stream: Stream, text: string): Promise<boolean> {
  if (stream.destroyed === true) return false;
  if (text === '') return true;
  const error = await written(stream, text);
  if (error === null) return true;
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return false;
  throw new UsageError('the report cannot be written', [error.message]);
}

async function written(stream: Stream, text: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    try {
      stream.write(text, (error) => {
        resolve(error ?? null);
      });
    } catch (error) {
      // A stream onto a file writes at once, and throws.
      resolve(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
