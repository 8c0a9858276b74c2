import type { YamlNode } from '../../syntax/yaml/node.ts';

/** JSON as it was parsed: whatever it holds. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps what YAML wrote (`3.10` stays `3.10`); the parser has bounded the depth. */
export function fromYaml(node: YamlNode | null): unknown {
  if (node === null) return undefined;
  if (node.kind === 'scalar') return node.value === null ? undefined : node.source;
  if (node.kind === 'seq') return node.items.map(fromYaml);
  const out = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of node.entries) out[key] = fromYaml(value);
  return out;
}

/** The value at a path of keys; undefined where there is none. Only own properties count. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return current;
}

/** A text, number or boolean as text; null for anything else. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : null;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Labels, capacity: names with texts. Of another shape: none. */
export function textsAt(value: unknown, ...path: readonly string[]): ReadonlyMap<string, string> {
  const found = at(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return new Map();
  return new Map(Object.keys(found).map((key) => [key, textAt(found, key) ?? '']));
}
