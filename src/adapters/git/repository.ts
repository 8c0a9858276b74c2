import { runProcess, type ProcessResult } from '../process/run.ts';

/** A git checkout, asked through the git program. */
export interface Repository {
  /** Absolute path of the top folder. */
  readonly top: string;
}

export type RepositoryResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

export function openRepository(cwd: string): RepositoryResult<Repository> {
  return map(git(cwd, ['rev-parse', '--show-toplevel']), (out) => ({ top: out.toString().trim() }));
}

/** The commit that a revision names. Anything that starts with `-` is refused: it would be read as a flag. */
export function resolveCommit(cwd: string, revision: string): RepositoryResult<string> {
  if (revision.startsWith('-')) return { ok: false, detail: `"${revision}" is no revision` };
  return map(
    git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]),
    (out) => out.toString().trim(),
  );
}

export interface TreeEntry {
  /** Relative to the top folder. */
  readonly path: string;
  readonly mode: string;
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  /** Another listed entry has the same content under the same name. */
  readonly unlisted?: boolean;
}

/** Every file of a commit. */
export function listTree(repository: Repository, commit: string): RepositoryResult<readonly TreeEntry[]> {
  return map(git(repository.top, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit]), (out) =>
    out
      .toString()
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const tab = line.indexOf('\t');
        const [mode = '', , hash = '', size = ''] = line.slice(0, tab).split(/ +/);
        return { path: line.slice(tab + 1), mode, hash, size: Number(size) || 0 };
      }),
  );
}

/** Contents of objects by hash, all in one call. */
export function readObjects(
  repository: Repository,
  hashes: readonly string[],
): RepositoryResult<ReadonlyMap<string, Buffer>> {
  const asked = [...new Set(hashes)];
  const input = Buffer.from(asked.join('\n') + '\n');
  return map(git(repository.top, ['cat-file', '--batch'], input), (out) => {
    const found = new Map<string, Buffer>();
    let at = 0;
    for (const hash of asked) {
      const end = out.indexOf(10, at);
      const [, type, size] = out.subarray(at, end).toString().split(' ');
      if (type !== 'blob') {
        at = end + 1;
        continue;
      }
      const length = Number(size);
      found.set(hash, out.subarray(end + 1, end + 1 + length));
      at = end + 1 + length + 1;
    }
    return found;
  });
}

/**
 * Files below a folder that git tracks although a .gitignore names them: to git an ignored file that is tracked is a file
 * like any other. Relative to the folder.
 */
export function trackedThoughIgnored(folder: string): readonly string[] {
  const result = git(folder, ['ls-files', '-z', '--cached', '--ignored', '--exclude-standard']);
  return result.ok
    ? result.stdout
        .toString()
        .split('\0')
        .filter((path) => path !== '')
    : [];
}

/** Whether the history ends early (`git clone --depth`). */
export function isShallow({ top }: Repository): boolean {
  const result = git(top, ['rev-parse', '--is-shallow-repository']);
  return result.ok && result.stdout.toString().trim() === 'true';
}

/** Renames between a commit and the working tree: path then → path now. */
export function renamesSince(repository: Repository, commit: string): ReadonlyMap<string, string> {
  const result = git(repository.top, ['diff', '--name-status', '-z', '-M', '--diff-filter=R', commit]);
  const renames = new Map<string, string>();
  if (!result.ok) return renames;
  const parts = result.stdout.toString().split('\0');
  for (let i = 0; i + 2 < parts.length; i += 3) renames.set(parts[i + 1] ?? '', parts[i + 2] ?? '');
  return renames;
}

function git(cwd: string, args: readonly string[], input?: Uint8Array): ProcessResult {
  return runProcess('git', ['-c', 'core.quotepath=off', '-c', 'core.fsmonitor=false', ...args], {
    cwd,
    ...(input === undefined ? {} : { input }),
  });
}

function map<T>(result: ProcessResult, make: (out: Buffer) => T): RepositoryResult<T> {
  return result.ok ? { ok: true, value: make(result.stdout) } : { ok: false, detail: result.detail };
}
