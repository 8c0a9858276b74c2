import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, stringOf } from '../../syntax/yaml/access.ts';
import { placeOf } from '../kubernetes/place.ts';
import { applyJsonPatch } from './json-patch.ts';
import { listOf, textIn, type Kustomization } from './kustomization.ts';
import { listKeys } from './merge-keys.ts';
import { hasId, idOf, replaceRoot, sameId, type Resource } from './resource.ts';
import { mergeMap, refuseTwins } from './strategic-merge.ts';
import type { Sources } from './sources.ts';
import { selectTargets } from './target.ts';
import { withField } from './tree.ts';
import { Unrenderable } from './unrenderable.ts';

/** `patchesStrategicMerge`: each entry a file, or the patch itself. */
export function mergePatches(kustomization: Kustomization, resources: Resource[], sources: Sources): void {
  for (const node of listOf(kustomization, 'patchesStrategicMerge')) {
    const inline = /\n|^\s*\{/.test(stringOf(node) ?? '');
    const patches = inline ? sources.inline(node, kustomization) : sources.file(node, kustomization);
    for (const patch of patches) mergeInto(namesake(patch, resources), patch, resources, false);
  }
}

/** `patches`: strategic merge or JSON patches, by target or by their own name. */
export function applyPatches(kustomization: Kustomization, resources: Resource[], sources: Sources): void {
  for (const node of listOf(kustomization, 'patches')) {
    const patches = patchesOf(node, kustomization, sources);
    const target = entryOf(node, 'target')?.value;
    const [first] = patches;
    if (first?.kind === 'seq')
      applyOperations(first.items, requireTarget(target, node, kustomization), resources, kustomization);
    else if (target === undefined)
      for (const patch of patches)
        mergeInto(namesake(patch, resources), patch, resources, isAllowed(node, 'allowNameChange'));
    else if (first !== undefined && patches.length === 1)
      mergeInto(
        selectTargets(target, resources, kustomization.path),
        first,
        resources,
        isAllowed(node, 'allowNameChange'),
      );
    else
      throw new Unrenderable(
        'several patches in one entry have no common target',
        placeOf(node, kustomization.path),
        'failed',
      );
  }
}

/** `patchesJson6902`: the older form, whose target is a name rather than a pattern. */
export function applyJsonPatches(
  kustomization: Kustomization,
  resources: Resource[],
  sources: Sources,
): void {
  for (const node of listOf(kustomization, 'patchesJson6902')) {
    const [first] = patchesOf(node, kustomization, sources);
    const target = requireTarget(entryOf(node, 'target')?.value, node, kustomization);
    applyOperations(
      first?.kind === 'seq' ? first.items : [],
      target,
      resources,
      kustomization,
      (resource, root) => {
        // What kustomize still knows of the old name then depends on what else is changed, and where.
        if (!sameId(idOf(resource.root), idOf(root)))
          throw new Unrenderable(
            'patchesJson6902 gives a resource another name',
            placeOf(node, kustomization.path),
          );
        resource.root = root;
      },
    );
  }
}

function patchesOf(node: YamlNode, kustomization: Kustomization, sources: Sources): readonly YamlNode[] {
  const path = entryOf(node, 'path')?.value;
  const patch = entryOf(node, 'patch')?.value;
  const hasPath = (textIn(node, 'path', kustomization.path) ?? '') !== '';
  const hasPatch = (textIn(node, 'patch', kustomization.path) ?? '').trim() !== '';
  if (path !== undefined && hasPath && !hasPatch) return sources.file(path, kustomization);
  if (patch !== undefined && hasPatch && !hasPath) return sources.inline(patch, kustomization);
  throw new Unrenderable('a patch needs one of path and patch', placeOf(node, kustomization.path), 'failed');
}

function requireTarget(target: YamlNode | undefined, node: YamlNode, { path }: Kustomization): YamlNode {
  if (target !== undefined) return target;
  throw new Unrenderable('a JSON patch needs a target', placeOf(node, path), 'failed');
}

function isAllowed(node: YamlNode, option: string): boolean {
  const value = getNode(node, 'options', option);
  return value?.kind === 'scalar' && value.value === true;
}

function applyOperations(
  operations: readonly YamlNode[],
  target: YamlNode,
  resources: readonly Resource[],
  { path }: Kustomization,
  replace: (resource: Resource, root: YamlMap) => void = replaceRoot,
): void {
  for (const resource of selectTargets(target, resources, path)) {
    const changed = applyJsonPatch(resource.root, operations);
    if (changed.kind !== 'map')
      throw new Unrenderable('a JSON patch leaves no object', placeOf(target, path), 'failed');
    replace(resource, changed);
  }
}

const GENERATED = new Set(['ConfigMap', 'Secret']);

/** The one resource that has, or ever had, the id of the patch. */
function namesake(patch: YamlNode, resources: readonly Resource[]): readonly Resource[] {
  if (patch.kind !== 'map') throw new Unrenderable('a patch is no object', placeOf(patch, ''), 'failed');
  const id = idOf(patch);
  const found = resources.filter((resource) => hasId(resource, id));
  const exact = found.length > 1 ? found.filter(({ root }) => sameId(idOf(root), id)) : found;
  if (exact.length === 1) return exact;
  // Generated ones are not made here, and hold nothing that is judged.
  if (found.length === 0 && GENERATED.has(id.kind)) return [];
  const why = found.length === 0 ? 'no resource is' : 'several resources are';
  throw new Unrenderable(`${why} what a patch names: ${id.kind} ${id.name}`, placeOf(patch, ''), 'failed');
}

function mergeInto(
  targets: readonly Resource[],
  patch: YamlNode,
  resources: Resource[],
  rename: boolean,
): void {
  if (patch.kind !== 'map') throw new Unrenderable('a patch is no object', placeOf(patch, ''), 'failed');
  for (const target of targets) {
    const { apiVersion, kind } = idOf(target.root);
    const keys = listKeys(apiVersion, kind);
    refuseTwins(target.root, keys);
    const merged = mergeMap(target.root, patch, keys);
    if (merged === null) resources.splice(resources.indexOf(target), 1);
    else replaceRoot(target, rename ? merged : withIdentity(merged, target.root));
  }
}

/** A patch changes neither kind nor name of what it is laid over. */
function withIdentity(merged: YamlMap, before: YamlMap): YamlMap {
  let kept = merged;
  for (const name of ['apiVersion', 'kind']) {
    const node = entryOf(before, name)?.value;
    if (node !== undefined) kept = withField(kept, name, node);
  }
  const metadata = entryOf(kept, 'metadata')?.value;
  const name = getNode(before, 'metadata', 'name');
  if (metadata?.kind !== 'map' || name === undefined) return kept;
  return withField(kept, 'metadata', withField(metadata, 'name', name));
}
