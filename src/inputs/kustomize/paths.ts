import type { ReadContext } from '../port.ts';

const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const REMOTE =
  /^[a-z][a-z0-9+.-]{0,20}:\/\/|^git::|^git@|^[^/]{1,253}\.[a-z]{2,20}[/:]|\?ref=|\.git(?:\/\/|$|\?)/i;

/** A path relative to a folder, both relative to the root of the call; `..` at its head when it leaves the root. */
export function joinPath(folder: string, path: string): string {
  const parts = path.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The kustomization in a folder, or null when it holds none. */
export function kustomizationIn(folder: string, context: ReadContext): string | null {
  const paths = FILE_NAMES.map((name) => (folder === '' ? name : `${folder}/${name}`));
  return paths.find((path) => context.exists(path)) ?? null;
}

export function isKustomizationFile(path: string): boolean {
  return FILE_NAMES.includes(path.slice(path.lastIndexOf('/') + 1));
}

/** Whether a resource that is no file here would be fetched from elsewhere. */
export function isRemote(resource: string): boolean {
  return REMOTE.test(resource);
}
