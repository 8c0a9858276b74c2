import { realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { FileSource, ReadBytes } from '../../facts/file-source.ts';
import { failure, readFileBytes, readHead } from './read.ts';
import { walk } from './walk.ts';

const HEAD_BYTES = 16;

/**
 * Files on disk, relative to `root`. Reading never leaves the folders in `within` (symbolic links are resolved first): a
 * manifest must not make us read, and quote, a file of another project.
 */
export function diskSource(root: string, within: readonly string[]): FileSource {
  const allowed = within.map((folder) => realOf(folder) ?? resolve(folder));
  const isWithin = (real: string): boolean =>
    allowed.some(
      (folder) => real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep),
    );
  const read = (path: string): ReadBytes => {
    const full = resolve(root, path);
    const real = realOf(full);
    if (real === null) return readFileBytes(full);
    if (!isWithin(real)) {
      return {
        ok: false,
        reason: 'outside',
        detail: `${path} lies outside of the folders that were asked for`,
      };
    }
    return readFileBytes(real);
  };
  const head = (path: string): Uint8Array => {
    const real = realOf(resolve(root, path));
    return real !== null && isWithin(real) ? readHead(real, HEAD_BYTES) : new Uint8Array();
  };
  return {
    read,
    head,
    exists: (path) => statOf(resolve(root, path)) !== null,
    isFolder: (path) => statOf(resolve(root, path))?.isDirectory() ?? false,
    list: (path, options) => walk(root, path, options),
  };
}

function realOf(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

function statOf(path: string): ReturnType<typeof statSync> | null {
  try {
    // Most of what is asked for is not there: an exception for each would be the slowest part of a run.
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    failure(error);
    return null;
  }
}
