import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, stringOf, textOf } from '../../syntax/yaml/access.ts';
import { groupOf } from './kinds.ts';
import { textMap, type TextMap } from './text-map.ts';

/** A Kubernetes object: who it is, and its tree. */
export interface KubernetesObject {
  readonly group: string;
  readonly kind: string;
  /** `generateName` with a star; `?` when it has none. */
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: TextMap;
  readonly annotations: TextMap;
  readonly root: YamlMap;
  /** What the place of the object is: its name, or its beginning. */
  readonly at: YamlNode;
}

/** The object, or null when the tree is none: without a kind of its own, or of the list that it is in. */
export function objectOf(
  root: YamlNode | null,
  outer?: { readonly group: string; readonly kind: string },
): KubernetesObject | null {
  if (root?.kind !== 'map') return null;
  const apiVersion = stringOf(entryOf(root, 'apiVersion')?.value);
  const kind = stringOf(entryOf(root, 'kind')?.value) ?? outer?.kind;
  if (kind === undefined) return null;
  return describe(root, apiVersion === undefined ? (outer?.group ?? '') : groupOf(apiVersion), kind);
}

function describe(root: YamlMap, group: string, kind: string): KubernetesObject {
  const metadata = entryOf(root, 'metadata')?.value;
  return {
    group,
    kind,
    name: nameOf(metadata),
    namespace: textOf(entryOf(metadata, 'namespace')?.value) ?? null,
    labels: textMap(entryOf(metadata, 'labels')?.value),
    annotations: textMap(entryOf(metadata, 'annotations')?.value),
    root,
    at: entryOf(metadata, 'name')?.value ?? root,
  };
}

function nameOf(metadata: YamlNode | undefined): string {
  const name = textOf(entryOf(metadata, 'name')?.value);
  const generated = textOf(entryOf(metadata, 'generateName')?.value);
  return name ?? (generated === undefined ? '?' : `${generated}*`);
}
