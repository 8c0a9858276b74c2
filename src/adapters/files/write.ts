import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all (a temporary file beside it, then a rename). What is there and is no regular file
 * (/dev/null, a FIFO) is written to, never replaced. Returns what went wrong, or null.
 */
export function writeFileWhole(path: string, text: string): string | null {
  const draft = `${path}.${String(process.pid)}.tmp`;
  try {
    if (isSpecial(path)) {
      writeFileSync(path, text);
      return null;
    }
    makeFolder(dirname(path));
    writeFileSync(draft, text);
    renameSync(draft, path);
    return null;
  } catch (error) {
    // What could not be made need not be taken away, and a path through a file cannot even be asked about.
    if (existsSync(draft)) rmSync(draft, { force: true });
    return error instanceof Error ? error.message : String(error);
  }
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
