import { realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { FileSource, ReadBytes } from '../../facts/file-source.ts';
import { failure, readFileBytes } from './read.ts';
import { walk } from './walk.ts';

/**
 * Files on disk, relative to `root`. Reading never leaves the folders in `within` (symbolic links are resolved first): a
 * manifest must not make us read, and quote, a file of another project.
 */
export function diskSource(root: string, within: readonly string[]): FileSource {
  const allowed = within.map((folder) => realOf(folder) ?? resolve(folder));
  const read = (path: string): ReadBytes => {
    const full = resolve(root, path);
    const real = realOf(full);
    if (real === null) return readFileBytes(full);
    if (
      !allowed.some(
        (folder) => real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep),
      )
    ) {
      return {
        ok: false,
        reason: 'outside',
        detail: `${path} lies outside of the folders that were asked for`,
      };
    }
    return readFileBytes(real);
  };
  return {
    read,
    exists: (path) => statOf(resolve(root, path)) !== null,
    isFolder: (path) => statOf(resolve(root, path))?.isDirectory() ?? false,
    list: (path, options) => walk(root, path, options),
  };
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function statOf(path: string): ReturnType<typeof statSync> | null {
  try {
    return statSync(path);
  } catch (error) {
    failure(error);
    return null;
  }
}
