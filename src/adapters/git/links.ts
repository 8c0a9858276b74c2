import { posix } from 'node:path';
import { readObjects, type Repository, type TreeEntry } from './repository.ts';

/** Modes of ordinary files, and of symbolic links; submodules (160000) have no content of their own to judge. */
const FILE_MODES = new Set(['100644', '100755']);
const LINK_MODE = '120000';
const MOST_STEPS = 40;

/**
 * Files of a commit by path, in its order. A symbolic link to a file of the commit is that file under another name, as it
 * is on disk; one that bears the same name is there to be looked up, and is not listed. Other links lead nowhere here.
 */
export function followLinks(
  repository: Repository,
  tree: readonly TreeEntry[],
): ReadonlyMap<string, TreeEntry> {
  const files = new Map(tree.filter(({ mode }) => FILE_MODES.has(mode)).map((entry) => [entry.path, entry]));
  const links = tree.filter(({ mode }) => mode === LINK_MODE);
  if (links.length === 0) return files;
  const read = readObjects(
    repository,
    links.map(({ hash }) => hash),
  );
  if (!read.ok) return files;
  const targets = new Map(
    links.map(({ path, hash }) => [
      path,
      posix.join(posix.dirname(path), read.value.get(hash)?.toString() ?? ''),
    ]),
  );
  for (const { path } of links) {
    const target = fileBehind(path, targets, files);
    if (target !== undefined)
      files.set(path, { ...target, path, unlisted: posix.basename(path) === posix.basename(target.path) });
  }
  return files;
}

function fileBehind(
  link: string,
  targets: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, TreeEntry>,
): TreeEntry | undefined {
  let path = link;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = targets.get(path);
    if (next === undefined) return files.get(path);
    path = next;
  }
  return undefined;
}
