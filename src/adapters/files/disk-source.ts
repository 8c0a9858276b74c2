import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import type { FileSource, ReadBytes } from '../../facts/file-source.ts';
import { folderNames } from './folder-names.ts';
import { failure, readFileBytes, readHead } from './read.ts';
import { walk } from './walk.ts';

const HEAD_BYTES = 16;

/**
 * Files on disk, relative to `root`. Reading never leaves the folders in `within` (symbolic links are resolved first): a
 * manifest must not make us read, and quote, a file of another project.
 */
export function diskSource(root: string, within: readonly string[]): FileSource {
  const allowed = within.map((folder) => realPathOf(folder) ?? resolve(folder));
  const isWithin = (real: string): boolean =>
    allowed.some(
      (folder) => real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep),
    );
  const mayHold = folderNames();
  const placeOf = places(root);
  const exists = (path: string): boolean => {
    const { folder, name } = placeOf(path);
    return mayHold(folder, name) && statOf(full(folder, name)) !== null;
  };
  const realOf = realPaths();
  const read = (path: string): ReadBytes => {
    const { folder, name } = placeOf(path);
    const real = realOf(folder, name);
    if (real === null) return readFileBytes(full(folder, name));
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
    const { folder, name } = placeOf(path);
    const real = realOf(folder, name);
    return real !== null && isWithin(real) ? readHead(real, HEAD_BYTES) : new Uint8Array();
  };
  return {
    read,
    head,
    exists,
    isFolder: (path) => statOf(resolve(root, path))?.isDirectory() ?? false,
    list: (path, options) => walk(root, path, options),
  };
}

interface FilePlace {
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
}

/** Where paths lie; a folder is made absolute once for all that is asked for in it. */
function places(root: string): (path: string) => FilePlace {
  const folders = new Map<string, string>();
  return (path) => {
    const end = path.lastIndexOf('/') + 1;
    const name = path.slice(end);
    if (sep !== '/' || name === '' || name === '.' || name === '..') {
      const full = resolve(root, path);
      return { folder: dirname(full), name: basename(full) };
    }
    const written = path.slice(0, end);
    let folder = folders.get(written);
    if (folder === undefined) {
      folder = resolve(root, written);
      if (folders.size < MOST_FOLDERS) folders.set(written, folder);
    }
    return { folder, name };
  };
}

/** Neither part has anything left to resolve. */
const full = (folder: string, name: string): string =>
  name === '' || folder.endsWith(sep) ? folder + name : folder + sep + name;

/** Real paths; a folder is resolved once for all of its files, and a file only where it is a link itself. */
function realPaths(): (folder: string, name: string) => string | null {
  const folders = new Map<string, string | null>();
  return (folder, name) => {
    let real = folders.get(folder);
    if (real === undefined) {
      real = realPathOf(folder);
      if (folders.size < MOST_FOLDERS) folders.set(folder, real);
    }
    if (real === null) return null;
    const path = full(folder, name);
    return linkOrNone(path) ? realPathOf(path) : full(real, name);
  };
}

const MOST_FOLDERS = 2000;

/** What is not there at all has no real path. */
function linkOrNone(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== false;
  } catch {
    return true;
  }
}

function realPathOf(path: string): string | null {
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
