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
  const contents = new Map<string, Buffer>();
  const load = (wanted: readonly TreeEntry[]): void => {
    const read = readObjects(
      repository,
      wanted.filter(({ hash }) => !contents.has(hash)).map(({ hash }) => hash),
    );
    if (read.ok) for (const [hash, bytes] of read.value) contents.set(hash, bytes);
  };
  const read = (path: string): ReadBytes => {
    const entry = entries.get(inTree(path));
    if (entry === undefined) return { ok: false, reason: 'missing', detail: `${path} is not in ${commit}` };
    if (!contents.has(entry.hash)) load([entry]);
    const bytes = contents.get(entry.hash);
    if (bytes === undefined)
      return { ok: false, reason: 'failed', detail: `git could not read ${path} of ${commit}` };
    return { ok: true, bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
  };
  const list = (path: string, { exclude }: ListOptions): readonly ListedFile[] => {
    const start = inTree(path);
    const left = ignore().add(['node_modules', ...exclude]);
    const below = [...entries.values()].filter(
      (entry) => start === '.' || entry.path === start || entry.path.startsWith(`${start}/`),
    );
    load(below);
    const back = relative(root, repository.top).split(sep).join('/');
    return below
      .filter(
        (entry) =>
          entry.path === start ||
          !left.ignores(start === '.' ? entry.path : entry.path.slice(start.length + 1)),
      )
      .map((entry) => ({
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
