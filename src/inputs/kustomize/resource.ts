import type { YamlMap } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, stringOf, textOf } from '../../syntax/yaml/access.ts';

/** Who a resource is, or was before its name or namespace changed. */
export interface ResourceId {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A resource on its way through the kustomizations. Trees are never changed, only replaced. */
export interface Resource {
  root: YamlMap;
  /** Every id that it had so far, the first one first. Patches may name any of them. */
  readonly earlier: ResourceId[];
}

export function resourceOf(root: YamlMap): Resource {
  return { root, earlier: [] };
}

/** @param root a tree with a kind. */
export function idOf(root: YamlMap): ResourceId {
  const metadata = entryOf(root, 'metadata')?.value;
  return {
    apiVersion: stringOf(entryOf(root, 'apiVersion')?.value) ?? '',
    kind: stringOf(entryOf(root, 'kind')?.value) ?? '',
    name: textOf(getNode(metadata, 'name')) ?? '',
    // Kustomize takes "not written" and "default" for the same.
    namespace: textOf(getNode(metadata, 'namespace')) ?? 'default',
  };
}

export function sameId(a: ResourceId, b: ResourceId): boolean {
  return (
    a.name === b.name && a.kind === b.kind && a.apiVersion === b.apiVersion && a.namespace === b.namespace
  );
}

export function originalId({ root, earlier }: Resource): ResourceId {
  return earlier[0] ?? idOf(root);
}

export function hasId(resource: Resource, id: ResourceId): boolean {
  return sameId(idOf(resource.root), id) || resource.earlier.some((other) => sameId(other, id));
}

/** Replaces the tree; the id that it had stays known. */
export function replaceRoot(resource: Resource, root: YamlMap): void {
  const before = idOf(resource.root);
  resource.root = root;
  if (!sameId(before, idOf(root))) resource.earlier.push(before);
}
