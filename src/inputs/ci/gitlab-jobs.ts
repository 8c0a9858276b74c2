import { entryOf, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';

/** Keywords of the file itself; every other key is a job (GitLab CI/CD YAML syntax reference). */
const KEYWORDS = new Set(
  'default include stages variables workflow spec image services before_script after_script cache types'.split(
    ' ',
  ),
);

export interface GitlabJob {
  readonly name: string;
  readonly node: YamlMap;
  /** Jobs that it extends, nearest first, as far as they are in this file. */
  readonly parents: readonly YamlMap[];
}

/** The jobs of a document, hidden ones included. */
export function jobsOf(root: YamlMap): readonly GitlabJob[] {
  const nodes = new Map<string, YamlMap>();
  for (const { key, value } of root.entries)
    if (!KEYWORDS.has(key) && value.kind === 'map') nodes.set(key, value);
  return [...nodes].map(([name, node]) => ({ name, node, parents: parentsOf(name, nodes) }));
}

const MAX_PARENTS = 11;

/** GitLab merges from the first to the last that is named: the last one is the nearest. */
function parentsOf(name: string, nodes: ReadonlyMap<string, YamlMap>): readonly YamlMap[] {
  const parents: YamlMap[] = [];
  const seen = new Set([name]);
  const open = extendedBy(nodes.get(name));
  for (let next = open.shift(); next !== undefined && parents.length < MAX_PARENTS; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const node = nodes.get(next);
    if (node === undefined) continue;
    parents.push(node);
    open.unshift(...extendedBy(node));
  }
  return parents;
}

function extendedBy(node: YamlNode | undefined): string[] {
  const value = entryOf(node, 'extends')?.value;
  const list = value?.kind === 'seq' ? itemsOf(value) : value === undefined ? [] : [value];
  return list.map((item) => textOf(item) ?? '').reverse();
}
