import { readdirSync } from 'node:fs';

/** Names of the files of one of our own folders, sorted. */
export function fileNames(folder: string): readonly string[] {
  return readdirSync(folder).sort();
}
