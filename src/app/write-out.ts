import type { Stream } from './deliver.ts';

/**
 * Writes a text and waits until a slow reader has taken it: the process would else end, or hold everything, before.
 * False when the reader has gone (`| head`): there is nobody left to write for.
 */
export async function writeOut(stream: Stream, text: string): Promise<boolean> {
  if (stream.destroyed === true) return false;
  if (text === '') return true;
  return new Promise((resolve) => {
    stream.write(text, (error) => {
      resolve(error === undefined || error === null);
    });
  });
}
