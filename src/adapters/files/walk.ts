import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { ListedFile, ListOptions } from '../../facts/file-source.ts';
import { failure } from './read.ts';

/** Never looked into: a repository's own store and installed packages. */
const ALWAYS_EXCLUDED = ['.git', 'node_modules'];
const MAX_DEPTH = 64;

interface Rules {
  /** Folder of the .gitignore, relative to the root. */
  readonly base: string;
  readonly matcher: Ignore;
}

/** Every file below `start`, .gitignore files honoured, sorted by name. A folder that cannot be read is listed as a problem. */
export function walk(root: string, start: string, { exclude }: ListOptions): readonly ListedFile[] {
  const full = resolve(root, start);
  const found: ListedFile[] = [];
  const fixed: Rules = { base: shown(root, full), matcher: ignore().add([...ALWAYS_EXCLUDED, ...exclude]) };
  if (!isFolder(full)) return [{ path: shown(root, full), problem: null }];
  visit(root, full, [fixed, ...parentRules(root, full)], new Set(), 0, found);
  return found;
}

function visit(
  root: string,
  folder: string,
  rules: readonly Rules[],
  ancestors: ReadonlySet<string>,
  depth: number,
  found: ListedFile[],
): void {
  const path = shown(root, folder);
  let entries: Dirent[];
  let real: string;
  try {
    real = realpathSync(folder);
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { reason, detail } = failure(error);
    found.push({ path, problem: { code: reason, detail } });
    return;
  }
  if (ancestors.has(real)) return;
  if (depth > MAX_DEPTH) {
    found.push({
      path,
      problem: { code: 'failed', detail: `folders are nested deeper than ${String(MAX_DEPTH)}` },
    });
    return;
  }
  const own = entries.some((entry) => entry.name === '.gitignore')
    ? [...rules, ...rulesIn(root, folder)]
    : rules;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = join(folder, entry.name);
    const kind = kindOf(entry, child);
    const childPath = shown(root, child);
    if (ignored(own, childPath, kind === 'folder')) continue;
    if (kind === 'folder') visit(root, child, own, new Set([...ancestors, real]), depth + 1, found);
    else if (kind === 'file') found.push({ path: childPath, problem: null });
    else if (looksLikeInput(entry.name)) {
      found.push({
        path: childPath,
        problem: { code: 'not-a-file', detail: `${childPath} is a ${kind}, not a file` },
      });
    }
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
