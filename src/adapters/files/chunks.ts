import { createReadStream } from 'node:fs';

/** The bytes of a file, or of a pipe under its name, piece by piece. Throws what the file system throws. */
export function chunksOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 });
}
