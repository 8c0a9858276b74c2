import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openWholeFile, type WholeFile } from './whole-file.ts';

/**
 * Writes a text, or its parts, into a file that appears whole or not at all. What is there and is no regular file
 * (/dev/null, a FIFO) is written to, never replaced. Returns what went wrong, or null.
 */
export function writeFileWhole(path: string, text: string | Iterable<string>): string | null {
  const parts = typeof text === 'string' ? [text] : text;
  let file: WholeFile | null = null;
  try {
    if (isSpecial(path)) {
      writeFileSync(path, [...parts].join(''));
      return null;
    }
    makeFolder(dirname(path));
    file = openWholeFile(path);
    writeAll(file, parts);
    file.keep();
    return null;
  } catch (error) {
    file?.drop();
    return error instanceof Error ? error.message : String(error);
  }
}

/** UTF-16 units that are written at once. */
const CHUNK = 1 << 16;

function writeAll(file: WholeFile, parts: Iterable<string>): void {
  let held = '';
  for (const part of parts) {
    held += part;
    if (held.length < CHUNK) continue;
    file.write(held);
    held = '';
  }
  file.write(held);
}

/** Not `recursive: true`: where a file system refuses new folders with ENOENT (/proc), Node tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path);
}

function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}
