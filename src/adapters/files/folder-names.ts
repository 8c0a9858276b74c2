import { readdirSync } from 'node:fs';

/** Folders whose names are remembered, and names in one of them. */
const MOST_FOLDERS = 2000;
const MOST_NAMES = 20_000;

/**
 * Tells what is certainly not there: most of what is asked for is not, and asking the disk for each would be a good part of
 * a run. Only on Linux, where a name is the bytes that it is listed with.
 */
export function folderNames(): (folder: string, name: string) => boolean {
  const known = new Map<string, ReadonlySet<string> | null>();
  if (process.platform !== 'linux') return () => true;
  return (folder, name) => {
    let names = known.get(folder);
    if (names === undefined) {
      names = namesIn(folder);
      if (known.size < MOST_FOLDERS) known.set(folder, names);
    }
    // The root of a disk has no name.
    return names === null || name === '' || names.has(name);
  };
}

/** Null where they cannot be listed, or are too many to be kept. */
function namesIn(folder: string): ReadonlySet<string> | null {
  try {
    const names = readdirSync(folder);
    return names.length > MOST_NAMES ? null : new Set(names);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? NONE : null;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Names in a folder, sorted; none where it is not there or cannot be listed. */
export function namesInFolder(folder: string): readonly string[] {
  return [...(namesIn(folder) ?? [])].sort();
}
