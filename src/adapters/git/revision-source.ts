import { createHash } from 'node:crypto';
import { join, posix, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { FileSource, ListedFile, ListOptions, ReadBytes } from '../../facts/file-source.ts';
import {
  listTree,
  readObjects,
  type Repository,
  type RepositoryResult,
  type TreeEntry,
} from './repository.ts';

/** Modes of ordinary files; links (120000) and submodules (160000) have no content of their own to judge. */
const FILE_MODES = new Set(['100644', '100755']);

/** Files of one commit, by the same paths as the working tree seen from `root`. */
export function revisionSource(
  repository: Repository,
  commit: string,
  root: string,
): RepositoryResult<FileSource> {
  const tree = listTree(repository, commit);
  if (!tree.ok) return tree;
  const entries = new Map(
    tree.value.filter(({ mode }) => FILE_MODES.has(mode)).map((entry) => [entry.path, entry]),
  );
  const inTree = (path: string): string => {
    const below = relative(repository.top, join(root, path)).split(sep).join('/');
    return below === '' ? '.' : below;
  };
  const contents = contentsOf(repository);
  const read = (path: string): ReadBytes => {
    const entry = entries.get(inTree(path));
    if (entry === undefined) return { ok: false, reason: 'missing', detail: `${path} is not in ${commit}` };
    contents.load([entry]);
    const bytes = contents.bytes(entry);
    if (bytes === undefined)
      return { ok: false, reason: 'failed', detail: `git could not read ${path} of ${commit}` };
    return { ok: true, bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
  };
  const list = (path: string, options: ListOptions): readonly ListedFile[] => {
    const found = listed([...entries.values()], inTree(path), options);
    contents.load(found);
    const back = relative(root, repository.top).split(sep).join('/');
    return found.map((entry) => ({
      path: posix.normalize(back === '' ? entry.path : `${back}/${entry.path}`),
      problem: null,
    }));
  };
  const isFolder = (path: string): boolean => {
    const start = inTree(path);
    return start === '.' || [...entries.keys()].some((known) => known.startsWith(`${start}/`));
  };
  return {
    ok: true,
    value: { read, list, isFolder, exists: (path) => entries.has(inTree(path)) || isFolder(path) },
  };
}

interface Contents {
  /** Fetches what is not held yet, all in one run of git. */
  readonly load: (wanted: readonly TreeEntry[]) => void;
  readonly bytes: (entry: TreeEntry) => Buffer | undefined;
}

function contentsOf(repository: Repository): Contents {
  const held = new Map<string, Buffer>();
  return {
    load: (wanted) => {
      const missing = wanted.filter(({ hash }) => !held.has(hash)).map(({ hash }) => hash);
      if (missing.length === 0) return;
      const read = readObjects(repository, missing);
      if (read.ok) for (const [hash, bytes] of read.value) held.set(hash, bytes);
    },
    bytes: ({ hash }) => held.get(hash),
  };
}

/** The entries at or below `start`, without what is excluded; `start` itself was asked for and is never excluded. */
function listed(
  entries: readonly TreeEntry[],
  start: string,
  { exclude }: ListOptions,
): readonly TreeEntry[] {
  const left = ignore().add(['node_modules', ...exclude]);
  const below = start === '.' ? '' : `${start}/`;
  return entries.filter(
    ({ path }) => path === start || (path.startsWith(below) && !left.ignores(path.slice(below.length))),
  );
}
