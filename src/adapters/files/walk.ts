import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { ListedFile, ListOptions, ReadFailure } from '../../facts/file-source.ts';
import { failure } from './read.ts';

/** Never looked into: a repository's own store and installed packages. */
const ALWAYS_EXCLUDED = ['.git', 'node_modules'];
const MAX_DEPTH = 64;

/** What is left out of every walk besides what .gitignore files say; takes paths relative to the folder walked. */
export function excluder(exclude: readonly string[]): (path: string) => boolean {
  const matcher = ignore().add([...ALWAYS_EXCLUDED, ...exclude]);
  return (path) => matcher.ignores(path);
}

interface Rules {
  /** Folder of the .gitignore, relative to the root. */
  readonly base: string;
  readonly matcher: Ignore;
}

/**
 * Every file below `start`, .gitignore files honoured, sorted by path. A folder that cannot be read is listed as a problem.
 * No real folder is entered twice, and one that a symbolic link names comes after those that lie there themselves: links
 * that point at each other would otherwise multiply without end.
 */
export function walk(root: string, start: string, { exclude }: ListOptions): readonly ListedFile[] {
  const full = resolve(root, start);
  if (!isFolder(full)) return [{ path: shown(root, full), problem: null }];
  const fixed: Rules = { base: shown(root, full), matcher: ignore().add([...ALWAYS_EXCLUDED, ...exclude]) };
  const walker = new Walker(root);
  walker.enter({ folder: full, rules: [fixed, ...parentRules(root, full)], depth: 0 });
  return walker.finish();
}

interface Visit {
  readonly folder: string;
  readonly rules: readonly Rules[];
  readonly depth: number;
}

class Walker {
  readonly #root: string;
  readonly #found = new Map<string, ListedFile>();
  readonly #entered = new Set<string>();
  readonly #linkedFolders: Visit[] = [];
  readonly #linkedFiles: string[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  enter({ folder, rules, depth }: Visit): void {
    const path = shown(this.#root, folder);
    let entries: Dirent[];
    try {
      const real = realpathSync.native(folder);
      if (this.#entered.has(real)) return;
      this.#entered.add(real);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      const { reason, detail } = failure(error);
      this.#problem(path, reason, detail);
      return;
    }
    if (depth > MAX_DEPTH) {
      this.#problem(path, 'failed', `folders are nested deeper than ${String(MAX_DEPTH)}`);
      return;
    }
    const own = entries.some((entry) => entry.name === '.gitignore')
      ? [...rules, ...rulesIn(this.#root, folder)]
      : rules;
    for (const entry of entries) this.#take(entry, { folder: join(folder, entry.name), rules: own, depth });
  }

  #take(entry: Dirent, { folder: child, rules, depth }: Visit): void {
    const kind = kindOf(entry, child);
    const path = shown(this.#root, child);
    if (ignored(rules, path, kind === 'folder')) return;
    const link = entry.isSymbolicLink();
    const below = { folder: child, rules, depth: depth + 1 };
    if (kind === 'folder' && link) this.#linkedFolders.push(below);
    else if (kind === 'folder') this.enter(below);
    else if (kind === 'file' && link) this.#linkedFiles.push(child);
    else if (kind === 'file') this.#found.set(path, { path, problem: null });
    else if (looksLikeInput(entry.name))
      this.#problem(path, 'not-a-file', `${path} is a ${kind}, not a file`);
  }

  finish(): readonly ListedFile[] {
    for (let next = this.#linkedFolders.shift(); next !== undefined; next = this.#linkedFolders.shift())
      this.enter(next);
    for (const file of this.#linkedFiles) this.#takeLink(file);
    return [...this.#found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** A link to a file that is listed under the same name is that file: judged twice, each of its faults would be two. */
  #takeLink(file: string): void {
    const path = shown(this.#root, file);
    const target = targetOf(file);
    const same = target !== null && basename(target) === basename(file);
    if (same && this.#found.has(shown(this.#root, target))) return;
    this.#found.set(path, { path, problem: null });
  }

  #problem(path: string, code: ReadFailure, detail: string): void {
    this.#found.set(path, { path, problem: { code, detail } });
  }
}

function targetOf(link: string): string | null {
  try {
    return realpathSync.native(link);
  } catch {
    return null;
  }
}

type EntryKind = 'file' | 'folder' | 'broken link' | 'special file';

function kindOf(entry: Dirent, path: string): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'special file';
  try {
    const target = statSync(path);
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'special file';
  } catch {
    return 'broken link';
  }
}

function looksLikeInput(name: string): boolean {
  return /(^|\.)(docker|container)file(\.|$)|\.ya?ml$|\.json$|\.sh$|^makefile$/i.test(name);
}

function ignored(rules: readonly Rules[], path: string, folder: boolean): boolean {
  let out = false;
  for (const { base, matcher } of rules) {
    const below = base === '.' ? path : path.slice(base.length + 1);
    if (below === '' || below.startsWith('../')) continue;
    const result = matcher.test(folder ? `${below}/` : below);
    if (result.ignored) out = true;
    else if (result.unignored) out = false;
  }
  return out;
}

function rulesIn(root: string, folder: string): readonly Rules[] {
  try {
    return [
      { base: shown(root, folder), matcher: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) },
    ];
  } catch {
    return [];
  }
}

/** .gitignore files of the folders between the root and the start also speak. */
function parentRules(root: string, full: string): readonly Rules[] {
  const below = relative(root, full);
  if (below === '' || below.startsWith('..')) return [];
  const parts = below.split(sep).slice(0, -1);
  const folders = parts.map((_, index) => join(root, ...parts.slice(0, index + 1)));
  return [root, ...folders].flatMap((folder) => rulesIn(root, folder));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The path that a person sees: relative to the root, with `/`; `.` for the root itself. */
export function shown(root: string, path: string): string {
  const below = relative(root, path).split(sep).join('/');
  return below === '' ? '.' : below;
}
