/** Paths as `ReadContext.lookup` takes them: relative to the root of the call, with `/`. */

export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : end === 0 ? '/' : path.slice(0, end);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path as a file in `folder` writes it. `..` that leaves the root is kept: the lookup says that it is outside. */
export function beside(folder: string, written: string): string {
  const absolute = written.startsWith('/');
  const whole = absolute || folder === '' ? written : `${folder}/${written}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !whole.startsWith('/')) parts.push(part);
  }
  return `${whole.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

const REMOTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|gitlab\.com\/)/i;

/** What Docker Compose would fetch: a Git repository, an OCI artifact, an archive. */
export function isRemote(written: string): boolean {
  return REMOTE.test(written) || /\.git(?:#|$)/.test(written);
}
