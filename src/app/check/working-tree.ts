import { resolve } from 'node:path';
import { diskSource } from '../../adapters/files/disk-source.ts';
import { excluder, shown } from '../../adapters/files/walk.ts';
import { checkoutTop } from '../../adapters/git/checkout.ts';
import { trackedThoughIgnored } from '../../adapters/git/repository.ts';
import type { FileSource, ListedFile, ListOptions } from '../../facts/file-source.ts';

/** The disk, within the checkout that the call stands in and the folders that it names. */
export function workingTree({
  cwd,
  targets,
}: {
  readonly cwd: string;
  readonly targets: readonly string[];
}): FileSource {
  const top = checkoutTop(cwd) ?? cwd;
  const base = diskSource(cwd, []);
  const named = targets.filter((target) => target !== '-' && base.exists(target));
  const folders = named.map((target) =>
    base.isFolder(target) ? resolve(cwd, target) : resolve(cwd, target, '..'),
  );
  const disk = diskSource(cwd, [top, ...folders]);
  return { ...disk, list: (path, options) => withTracked(cwd, disk, path, options) };
}

/**
 * A .gitignore does not untrack what is committed: else a change could hide a file from its own check by naming it there,
 * and have it deployed all the same.
 */
function withTracked(
  cwd: string,
  disk: FileSource,
  path: string,
  options: ListOptions,
): readonly ListedFile[] {
  const found = disk.list(path, options);
  if (!disk.isFolder(path) || checkoutTop(resolve(cwd, path)) === null) return found;
  const known = new Set(found.map((file) => file.path));
  const excluded = excluder(options.exclude);
  const hidden = trackedThoughIgnored(resolve(cwd, path))
    .filter((name) => !excluded(name))
    .map((name) => shown(cwd, resolve(cwd, path, name)))
    .filter((name) => !known.has(name) && disk.exists(name) && !disk.isFolder(name))
    .map((name) => ({ path: name, problem: null }));
  return hidden.length === 0 ? found : [...found, ...hidden].sort((a, b) => (a.path < b.path ? -1 : 1));
}
