import { readObjects, type Repository, type TreeEntry } from './repository.ts';

/** How much is fetched in one run of git, in bytes, and twice that is held: a commit may be larger than our memory. */
const BATCH = 16 * 1024 * 1024;

/** Files above this size, in bytes, are fetched one by one, when they are asked for: most of them never are. */
export const LARGE = 1024 * 1024;

/**
 * Contents by entry. Files are read in the order of their listing, so with one that is not held yet those behind it are
 * fetched too, as far as a batch goes. Undefined where git has no such object (a partial clone).
 */
export function contentsOf(
  repository: Repository,
  files: readonly TreeEntry[],
): (entry: TreeEntry) => Buffer | undefined {
  const position = new Map(files.map((entry, index) => [entry.path, index]));
  const held = new Map<string, Buffer>();
  let bytes = 0;
  const load = (entry: TreeEntry): void => {
    if (bytes > BATCH) {
      held.clear();
      bytes = 0;
    }
    const wanted = batchFrom(files, position.get(entry.path) ?? 0, held);
    const read = readObjects(
      repository,
      wanted.map(({ hash }) => hash),
    );
    if (!read.ok) return;
    for (const [hash, content] of read.value) {
      held.set(hash, content);
      bytes += content.length;
    }
  };
  return (entry) => {
    if (!held.has(entry.hash)) load(entry);
    return held.get(entry.hash);
  };
}

function batchFrom(
  files: readonly TreeEntry[],
  start: number,
  held: ReadonlyMap<string, Buffer>,
): readonly TreeEntry[] {
  const wanted: TreeEntry[] = [];
  let bytes = 0;
  for (let index = start; index < files.length; index++) {
    const entry = files[index];
    if (entry === undefined || bytes > BATCH) break;
    if (held.has(entry.hash) || (entry.size > LARGE && index > start)) continue;
    wanted.push(entry);
    bytes += entry.size;
  }
  return wanted;
}
