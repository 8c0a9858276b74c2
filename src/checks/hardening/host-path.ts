import type { Mount } from '../../facts/container.ts';
import type { At } from '../../facts/subject.ts';

const SOCKETS = new Set([
  'docker.sock',
  'containerd.sock',
  'crio.sock',
  'cri-dockerd.sock',
  'dockershim.sock',
  'podman.sock',
  'buildkitd.sock',
  'isulad.sock',
]);

/** Host path of a mount without doubled or trailing slashes and `.` parts, `..` applied; null when the mount has none. */
export function hostPathOf({ type, source }: Mount): string | null {
  if ((type !== 'hostPath' && type !== 'bind') || source === null) return null;
  if (!source.startsWith('/')) return source.replace(/\/$/, '');
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether it is the socket of a container engine. */
export function isEngineSocket(path: string): boolean {
  return SOCKETS.has(path.slice(path.lastIndexOf('/') + 1));
}

export function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** A compose mount may come from a file that the service extends. */
export function placeOf({ line, column, path }: Mount): At {
  return path === undefined ? [line, column] : [line, column, path];
}
