import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import { entryOf } from '../../syntax/yaml/access.ts';
import type { PlacedNode } from '../kubernetes/place.ts';

/** How the places of a text within another file become places of that file. */
export type Shift = (line: number, column: number) => readonly [line: number, column: number];

const SAME: Shift = (line, column) => [line, column];

/** A copy whose every node knows the file that it stands in; trees of several files are then merged freely. */
export function inFile(node: YamlNode, path: string, shift: Shift = SAME): YamlNode {
  const [line, column] = shift(node.line, node.column);
  const place = { line, column, path };
  if (node.kind === 'scalar') return { ...node, ...place };
  if (node.kind === 'seq')
    return { ...node, ...place, items: node.items.map((item) => inFile(item, path, shift)) };
  const entries = node.entries.map((entry) => ({ ...entry, value: inFile(entry.value, path, shift) }));
  return { ...node, ...place, entries };
}

/** A text that takes the place of another, standing where `at` stands. */
export function textAt(text: string, at: PlacedNode, via?: readonly string[]): YamlNode {
  const { line, column, path } = at;
  const scalar: YamlScalar = { kind: 'scalar', value: text, source: text, plain: false, line, column };
  return { ...scalar, ...(path === undefined ? {} : { path }), ...(via === undefined ? {} : { via }) };
}

export function emptyMapAt(at: PlacedNode): YamlMap {
  const { line, column, path } = at;
  const map: YamlMap = { kind: 'map', entries: [], line, column };
  return path === undefined ? map : { ...map, ...{ path } };
}

/** The map with a field set: in its old place among the fields, or behind them. */
export function withField(map: YamlMap, key: string, value: YamlNode): YamlMap {
  const entry: YamlEntry = { key, keyLine: value.line, keyColumn: value.column, value };
  const index = map.entries.findIndex((field) => field.key === key);
  if (index < 0) return { ...map, entries: [...map.entries, entry] };
  return { ...map, entries: map.entries.with(index, { ...(map.entries[index] ?? entry), value }) };
}

export function withoutField(map: YamlMap, key: string): YamlMap {
  return { ...map, entries: map.entries.filter((field) => field.key !== key) };
}

/**
 * The map with the map at a path of keys changed. Maps that are missing on the way are made when `create` says so; else,
 * and where something other than a map stands in the way, nothing changes.
 */
export function changeMap(
  map: YamlMap,
  path: readonly string[],
  create: boolean,
  change: (found: YamlMap) => YamlMap,
): YamlMap {
  const [key, ...rest] = path;
  if (key === undefined) return change(map);
  const found = entryOf(map, key)?.value;
  const missing = found === undefined || (found.kind === 'scalar' && found.value === null);
  if (missing ? !create : found.kind !== 'map') return map;
  const inner = !missing && found.kind === 'map' ? found : emptyMapAt(map);
  return withField(map, key, changeMap(inner, rest, create, change));
}
