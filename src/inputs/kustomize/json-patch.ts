import type { YamlMap, YamlNode, YamlSeq } from '../../syntax/yaml/node.ts';
import { entryOf, stringOf, toPlain } from '../../syntax/yaml/access.ts';
import { placeOf } from '../kubernetes/place.ts';
import { withField, withoutField } from './tree.ts';
import { Unrenderable } from './unrenderable.ts';

/** Applies the operations of a JSON patch (RFC 6902) one after the other. */
export function applyJsonPatch(root: YamlNode, operations: readonly YamlNode[]): YamlNode {
  let current = root;
  for (const operation of operations) current = apply(current, operation);
  return current;
}

function apply(root: YamlNode, operation: YamlNode): YamlNode {
  const fail = (why: string): never => {
    throw new Unrenderable(`a JSON patch cannot be applied: ${why}`, placeOf(operation, ''), 'failed');
  };
  const pointer = (name: string): readonly string[] => {
    const text = stringOf(entryOf(operation, name)?.value) ?? fail(`it has no ${name}`);
    return text === ''
      ? []
      : text
          .slice(1)
          .split('/')
          .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  };
  const value = (): YamlNode => entryOf(operation, 'value')?.value ?? fail('it has no value');
  const at = (path: readonly string[]): YamlNode =>
    find(root, path) ?? fail(`nothing stands at /${path.join('/')}`);
  const edit = (tree: YamlNode, path: readonly string[], how: Edit): YamlNode =>
    editAt(tree, path, how) ?? fail(`nothing stands at /${path.join('/')}`);
  const path = pointer('path');
  switch (stringOf(entryOf(operation, 'op')?.value) ?? '') {
    case 'add':
      return edit(root, path, { kind: 'add', value: value() });
    case 'replace':
      return edit(root, path, { kind: 'replace', value: value() });
    case 'remove':
      return edit(root, path, { kind: 'remove' });
    case 'copy':
      return edit(root, path, { kind: 'add', value: fieldAt(root, pointer('from')) ?? at(pointer('from')) });
    case 'move':
      return edit(edit(root, pointer('from'), { kind: 'remove' }), path, {
        kind: 'add',
        value: at(pointer('from')),
      });
    case 'test':
      return same(at(path), value()) ? root : fail(`the test of /${path.join('/')} fails`);
    default:
      return fail('it has no known op');
  }
}

type Edit = { readonly kind: 'add' | 'replace'; readonly value: YamlNode } | { readonly kind: 'remove' };

function find(root: YamlNode, path: readonly string[]): YamlNode | undefined {
  let current: YamlNode | undefined = root;
  for (const part of path)
    current =
      current?.kind === 'seq'
        ? current.items[indexOf(part, current.items.length) ?? -1]
        : entryOf(current, part)?.value;
  return current;
}

/** A field that a map lacks is null to the library of kustomize: it may be copied. */
function fieldAt(root: YamlNode, path: readonly string[]): YamlNode | undefined {
  const found = find(root, path);
  if (found !== undefined || path.length === 0) return found;
  const parent = find(root, path.slice(0, -1));
  return parent?.kind === 'map'
    ? { kind: 'scalar', value: null, source: '', plain: true, line: parent.line, column: parent.column }
    : undefined;
}

/** Null when the path leads nowhere. */
function editAt(node: YamlNode, path: readonly string[], edit: Edit): YamlNode | null {
  const [part, ...rest] = path;
  if (part === undefined) return edit.kind === 'remove' ? null : edit.value;
  if (node.kind === 'scalar') return null;
  if (rest.length === 0) return node.kind === 'map' ? editMap(node, part, edit) : editList(node, part, edit);
  const inner = find(node, [part]);
  const changed = inner === undefined ? null : editAt(inner, rest, edit);
  if (changed === null) return null;
  if (node.kind === 'map') return withField(node, part, changed);
  return { ...node, items: node.items.with(indexOf(part, node.items.length) ?? 0, changed) };
}

function editMap(map: YamlMap, key: string, edit: Edit): YamlNode | null {
  // To replace what is not there adds it, by the library of kustomize.
  if (edit.kind !== 'remove') return withField(map, key, edit.value);
  return entryOf(map, key) === undefined ? null : withoutField(map, key);
}

function editList(list: YamlSeq, part: string, edit: Edit): YamlNode | null {
  const { items } = list;
  const index =
    part === '-' && edit.kind === 'add'
      ? items.length
      : indexOf(part, items.length + (edit.kind === 'add' ? 1 : 0));
  if (index === null) return null;
  if (edit.kind === 'add') return { ...list, items: items.toSpliced(index, 0, edit.value) };
  if (edit.kind === 'remove') return { ...list, items: items.toSpliced(index, 1) };
  return { ...list, items: items.with(index, edit.value) };
}

/** Negative indexes count from the end, as the library of kustomize has it. */
function indexOf(part: string, length: number): number | null {
  if (!/^-?\d{1,9}$/.test(part)) return null;
  const number = Number(part);
  const index = number < 0 ? length + number : number;
  return index >= 0 && index < length ? index : null;
}

function same(a: YamlNode, b: YamlNode): boolean {
  const sorted = (_key: string, entry: unknown): unknown =>
    entry === null || typeof entry !== 'object' || Array.isArray(entry)
      ? entry
      : Object.fromEntries(Object.entries(entry).sort(([x], [y]) => (x < y ? -1 : 1)));
  return JSON.stringify(toPlain(a), sorted) === JSON.stringify(toPlain(b), sorted);
}
