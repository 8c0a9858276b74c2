import { entriesOf, entryOf, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { MAX_COMBINATIONS, product, type Combination } from './value.ts';

/** Values of one entry, with those of maps under `name.key`. */
function flatten(node: YamlNode, name: string, into: Map<string, string>, depth = 0): void {
  const text = textOf(node);
  if (text !== undefined) into.set(name, text);
  if (depth < 5)
    for (const { key, value } of entriesOf(node)) flatten(value, `${name}.${key}`, into, depth + 1);
}

function flatMap(node: YamlNode): Map<string, string> {
  const out = new Map<string, string>();
  for (const { key, value } of entriesOf(node)) flatten(value, key, out);
  return out;
}

/**
 * The jobs of `strategy.matrix` ("Running variations of jobs in a workflow"): each choice of values, without those that
 * `exclude` names, and with what `include` adds. null when an expression makes it.
 */
export function matrixOf(job: YamlNode): readonly Combination[] | null {
  const matrix = entryOf(entryOf(job, 'strategy')?.value, 'matrix')?.value;
  if (matrix === undefined) return [new Map()];
  const include = entryOf(matrix, 'include')?.value;
  const exclude = entryOf(matrix, 'exclude')?.value;
  const axes = entriesOf(matrix).filter(({ key }) => key !== 'include' && key !== 'exclude');
  const lists = [include, exclude, ...axes.map(({ value }) => value)];
  if (matrix.kind !== 'map' || lists.some((list) => list !== undefined && list.kind !== 'seq')) return null;
  const base = choices(axes.map(({ key, value }) => [key, itemsOf(value)] as const));
  const excluded = itemsOf(exclude).map(flatMap);
  const kept = base.filter((one) => !excluded.some((other) => contains(one, other)));
  const names = axes.map(({ key }) => key);
  return included(axes.length === 0 ? [] : kept, itemsOf(include).map(flatMap), names);
}

function choices(axes: readonly (readonly [string, readonly YamlNode[]])[]): Map<string, string>[] {
  const indexes = new Map(axes.map(([name, items]) => [name, items.map((_, index) => String(index))]));
  return product(indexes).map((picked) => {
    const one = new Map<string, string>();
    for (const [name, items] of axes) {
      const item = items[Number(picked.get(name))];
      if (item !== undefined) flatten(item, name, one);
    }
    return one;
  });
}

function contains(one: Combination, other: Combination): boolean {
  return [...other].every(([name, value]) => one.get(name) === value);
}

/** An entry of `include` joins each job whose own values it does not change; one that joins none is a job of its own. */
function included(
  base: Map<string, string>[],
  entries: readonly Map<string, string>[],
  axes: readonly string[],
): readonly Combination[] {
  const isAxis = (name: string): boolean => axes.some((axis) => name === axis || name.startsWith(`${axis}.`));
  const added: Map<string, string>[] = [];
  for (const entry of entries.slice(0, MAX_COMBINATIONS)) {
    let joined = false;
    for (const one of base) {
      if ([...entry].some(([name, value]) => isAxis(name) && one.get(name) !== value)) continue;
      for (const [name, value] of entry) one.set(name, value);
      joined = true;
    }
    if (!joined) added.push(entry);
  }
  return [...base, ...added];
}
