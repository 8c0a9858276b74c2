import { createHash } from 'node:crypto';
import { relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import {
  MAX_FILE_BYTES,
  type FileSource,
  type ListedFile,
  type ListOptions,
  type ReadBytes,
} from '../../facts/file-source.ts';
import { contentsOf, LARGE } from './contents.ts';
import { followLinks } from './links.ts';
import { listTree, type Repository, type RepositoryResult, type TreeEntry } from './repository.ts';

/** Files of one commit, by the same paths as the working tree seen from `root`. */
export function revisionSource(
  repository: Repository,
  commit: string,
  root: string,
): RepositoryResult<FileSource> {
  const tree = listTree(repository, commit);
  if (!tree.ok) return tree;
  const entries = followLinks(repository, tree.value);
  const files = [...entries.values()];
  const folders = foldersOf(files);
  const inTree = (path: string): string => {
    const below = relative(repository.top, resolve(root, path)).split(sep).join('/');
    return below === '' ? '.' : below;
  };
  const seen = (path: string): string => relative(root, resolve(repository.top, path)).split(sep).join('/');
  const contents = contentsOf(repository, files);
  const read = (path: string): ReadBytes => {
    const entry = entries.get(inTree(path));
    if (entry === undefined) return { ok: false, reason: 'missing', detail: `${path} is not in ${commit}` };
    if (entry.size > MAX_FILE_BYTES)
      return {
        ok: false,
        reason: 'too-large',
        detail: `${path} has ${String(entry.size)} bytes; the limit is ${String(MAX_FILE_BYTES)}`,
      };
    const bytes = contents(entry);
    if (bytes === undefined)
      return { ok: false, reason: 'failed', detail: `git could not read ${path} of ${commit}` };
    return { ok: true, bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
  };
  const head = (path: string): Uint8Array => {
    const entry = entries.get(inTree(path));
    const small = entry !== undefined && entry.size <= LARGE;
    return (small ? contents(entry)?.subarray(0, 16) : undefined) ?? new Uint8Array();
  };
  const list = (path: string, options: ListOptions): readonly ListedFile[] => {
    return listed(files, inTree(path), options).map((entry) => ({ path: seen(entry.path), problem: null }));
  };
  const isFolder = (path: string): boolean => folders.has(inTree(path));
  return {
    ok: true,
    value: { read, head, list, isFolder, exists: (path) => entries.has(inTree(path)) || isFolder(path) },
  };
}

function foldersOf(files: readonly TreeEntry[]): ReadonlySet<string> {
  const folders = new Set(['.']);
  for (const { path } of files)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
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
    ({ path, unlisted }) =>
      path === start ||
      (unlisted !== true && path.startsWith(below) && !left.ignores(path.slice(below.length))),
  );
}
