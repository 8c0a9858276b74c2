import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, itemsOf, stringOf } from '../../syntax/yaml/access.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { ReadContext } from '../port.ts';
import { folderOf, isKustomizationFile, joinPath, kustomizationIn } from './paths.ts';

export interface KustomizePlan {
  /** Kustomization files that no other one includes: these are rendered and judged. */
  readonly roots: ReadonlySet<string>;
  /** Files that only mean something through a root: bases, components, resources, patches. They are not judged on their own. */
  readonly consumed: ReadonlySet<string>;
}

interface Mentions {
  readonly kustomizations: readonly string[];
  readonly files: readonly string[];
}

/** Which of these files are read through which. A kustomization that cannot be read consumes nothing. */
export function planKustomize(paths: readonly string[], context: ReadContext): KustomizePlan {
  const found = new Map<string, Mentions>();
  for (const path of paths) if (isKustomizationFile(path)) found.set(path, mentionsOf(path, context));
  const roots = new Set(found.keys());
  for (const [path, { kustomizations }] of found)
    for (const included of kustomizations) if (included !== path) roots.delete(included);
  addCycles(roots, found);
  const consumed = new Set([...found.keys()].filter((path) => !roots.has(path)));
  for (const { files } of found.values()) for (const file of files) if (!roots.has(file)) consumed.add(file);
  return { roots, consumed };
}

/** Kustomizations that only include one another have no root: each ring gets one, so that somebody says so. */
function addCycles(roots: Set<string>, found: ReadonlyMap<string, Mentions>): void {
  const reached = new Set<string>();
  const reach = (start: string): void => {
    const pending = [start];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      pending.push(...(found.get(path)?.kustomizations ?? []));
    }
  };
  for (const root of roots) reach(root);
  for (const path of found.keys()) {
    if (reached.has(path)) continue;
    roots.add(path);
    reach(path);
  }
}

function mentionsOf(path: string, context: ReadContext): Mentions {
  const found = context.lookup(path);
  const root = found.ok ? (parseYaml(found.file.text, 'kubernetes')[0]?.root ?? null) : null;
  const folder = folderOf(path);
  const kustomizations: string[] = [];
  const files: string[] = [];
  const list = (name: string): readonly YamlNode[] => itemsOf(entryOf(root, name)?.value);
  for (const name of ['resources', 'bases', 'components', 'generators', 'transformers'])
    for (const node of list(name)) {
      const target = targetOf(node, folder);
      const inner = target === null ? null : kustomizationIn(target, context);
      if (inner !== null) kustomizations.push(inner);
      else if (target !== null) files.push(target);
    }
  const patches = ['patches', 'patchesJson6902', 'replacements'].flatMap((name) =>
    list(name).map((node) => entryOf(node, 'path')?.value),
  );
  for (const node of [
    ...list('patchesStrategicMerge'),
    ...list('configurations'),
    ...list('crds'),
    ...patches,
  ]) {
    const target = node === undefined ? null : targetOf(node, folder);
    if (target !== null) files.push(target);
  }
  return { kustomizations, files };
}

/** Null for a patch that stands in the kustomization itself. */
function targetOf(node: YamlNode, folder: string): string | null {
  const text = stringOf(node);
  return text === undefined || text === '' || text.includes('\n') ? null : joinPath(folder, text);
}
