import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './node.ts';

export function isMap(node: YamlNode | undefined | null): node is YamlMap {
  return node?.kind === 'map';
}

export function entryOf(node: YamlNode | undefined | null, key: string): YamlEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.key === key) return entry;
  return undefined;
}

/** The node at a path of keys (strings) and indexes (numbers), or undefined. */
export function getNode(
  node: YamlNode | undefined | null,
  ...path: readonly (string | number)[]
): YamlNode | undefined {
  let current: YamlNode | undefined = node ?? undefined;
  for (const step of path) {
    if (typeof step === 'number') current = current?.kind === 'seq' ? current.items[step] : undefined;
    else current = entryOf(current, step)?.value;
    if (current === undefined) return undefined;
  }
  return current;
}

export function scalarOf(node: YamlNode | undefined | null): YamlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

/** The value of a string scalar; undefined for anything else. */
export function stringOf(node: YamlNode | undefined | null): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The text of any non-null scalar, as written: `3.10` stays `3.10`. */
export function textOf(node: YamlNode | undefined | null): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.source : undefined;
}

export function itemsOf(node: YamlNode | undefined | null): readonly YamlNode[] {
  return node?.kind === 'seq' ? node.items : [];
}

export function entriesOf(node: YamlNode | undefined | null): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** Plain values, for code that needs no places. Keys become own properties of null-prototype objects. */
export function toPlain(node: YamlNode | null): unknown {
  if (node === null) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(toPlain);
  const out = Object.create(null) as Record<string, unknown>;
  for (const entry of node.entries) out[entry.key] = toPlain(entry.value);
  return out;
}
