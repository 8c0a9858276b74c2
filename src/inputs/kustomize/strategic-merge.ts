import type { YamlMap, YamlNode, YamlSeq } from '../../syntax/yaml/node.ts';
import { entryOf, stringOf } from '../../syntax/yaml/access.ts';
import { placeOf } from '../kubernetes/place.ts';
import { itemKey, type ListKeys } from './merge-keys.ts';
import { emptyMapAt, withField, withoutField } from './tree.ts';
import { Unrenderable } from './unrenderable.ts';

const DIRECTIVE = '$patch';

/**
 * Lays a strategic merge patch over a tree: maps field by field, lists of keyed items item by item, all else is replaced.
 * Null means that the patch deletes the whole.
 */
export function mergeMap(target: YamlMap, patch: YamlMap, keys: ListKeys): YamlMap | null {
  const directive = directiveOf(patch);
  if (directive === 'delete') return null;
  if (directive === 'replace') return withoutField(patch, DIRECTIVE);
  let merged = target;
  for (const { key, value } of patch.entries) {
    if (key === DIRECTIVE) continue;
    refuseDirective(key, value);
    const old = entryOf(target, key)?.value;
    if (old === undefined && target.entries.length > 0) refuseReplacement(value);
    const result = mergeField(key, old, value, keys);
    merged = result === null ? withoutField(merged, key) : withField(merged, key, result);
  }
  return merged;
}

/**
 * Kustomize merges items of one key with each other, in every list of an object that it patches at all; no API server
 * takes such an object.
 */
export function refuseTwins(node: YamlNode, keys: ListKeys, field = ''): void {
  if (node.kind === 'map') for (const { key, value } of node.entries) refuseTwins(value, keys, key);
  if (node.kind !== 'seq') return;
  for (const item of node.items) refuseTwins(item, keys);
  const by = keys(field);
  if (by === null) return;
  const named = node.items.flatMap((item) => (item.kind === 'map' ? (itemKey(item, by) ?? []) : []));
  if (new Set(named).size < named.length)
    throw new Unrenderable('a list of an object that is patched holds one item twice', placeOf(node, ''));
}

/** Directives of kubectl's own patches, which kustomize leaves in the object as fields. */
function refuseDirective(key: string, value: YamlNode): void {
  if (key.startsWith('$'))
    throw new Unrenderable(`the directive ${key} of a patch is not read here`, placeOf(value, ''));
}

/** In a list that an object lacks, kustomize leaves `$patch: replace` where it stands, and nothing else. */
function refuseReplacement(list: YamlNode): void {
  const directive = list.kind === 'seq' ? list.items.find(isDirectiveAlone) : undefined;
  if (directive?.kind === 'map' && directiveOf(directive) === 'replace')
    throw new Unrenderable('$patch: replace stands in a list that the object lacks', placeOf(directive, ''));
}

function directiveOf(patch: YamlMap): 'merge' | 'replace' | 'delete' {
  const node = entryOf(patch, DIRECTIVE)?.value;
  const word = stringOf(node);
  if (node === undefined || word === 'merge') return 'merge';
  if (word === 'replace' || word === 'delete') return word;
  throw new Unrenderable('$patch is neither merge, replace nor delete', placeOf(node, ''), 'failed');
}

function mergeField(
  key: string,
  target: YamlNode | undefined,
  patch: YamlNode,
  keys: ListKeys,
): YamlNode | null {
  if (patch.kind === 'scalar') return patch.value === null ? null : patch;
  if (patch.kind === 'map')
    return target?.kind === 'map' ? mergeMap(target, patch, keys) : added(patch, keys);
  const by = keys(key);
  return by === null ? patch : mergeList(target?.kind === 'seq' ? target : null, patch, by, keys);
}

/** A map that the target lacks comes in as it is, but for its directives and nulls. */
function added(patch: YamlMap, keys: ListKeys): YamlMap | null {
  return mergeMap(emptyMapAt(patch), patch, keys);
}

function mergeList(
  target: YamlSeq | null,
  patch: YamlSeq,
  by: readonly string[],
  keys: ListKeys,
): YamlNode | null {
  const whole = patch.items.find(isDirectiveAlone);
  if (whole?.kind === 'map')
    return directiveOf(whole) === 'delete'
      ? null
      : { ...patch, items: patch.items.filter((item) => item !== whole) };
  const old = new Map((target?.items ?? []).map((item) => [keyOf(item, by), item]));
  // What the patch names stands before what it does not.
  const merged = new Map<string, YamlNode | null>();
  for (const item of patch.items) {
    const key = keyOf(item, by);
    merged.set(key, mergeItem(merged.get(key) ?? old.get(key), item, keys));
  }
  for (const [key, item] of old) if (!merged.has(key)) merged.set(key, item);
  return { ...(target ?? patch), items: [...merged.values()].filter((item) => item !== null) };
}

function mergeItem(old: YamlNode | undefined, item: YamlNode, keys: ListKeys): YamlNode | null {
  if (item.kind !== 'map') return item;
  return old?.kind === 'map' ? mergeMap(old, item, keys) : added(item, keys);
}

const isDirectiveAlone = (item: YamlNode): boolean =>
  item.kind === 'map' &&
  item.entries.length === 1 &&
  item.entries[0]?.key === DIRECTIVE &&
  directiveOf(item) !== 'merge';

function keyOf(item: YamlNode, by: readonly string[]): string {
  const key = item.kind === 'map' ? itemKey(item, by) : null;
  if (key === null)
    throw new Unrenderable(
      `an item of a list lacks ${by.join(', ')}, by which items are merged`,
      placeOf(item, ''),
      'failed',
    );
  return key;
}
