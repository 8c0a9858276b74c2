import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, stringOf } from '../../syntax/yaml/access.ts';
import { placeOf } from '../kubernetes/place.ts';
import type { ReadContext, TextFile } from '../port.ts';
import { changeImages } from './images.ts';
import { listOf, parseKustomization, type Kustomization } from './kustomization.ts';
import { addLabels } from './labels.ts';
import { followNames, renameAll, setNamespace } from './names.ts';
import { applyJsonPatches, applyPatches, mergePatches } from './patches.ts';
import { setReplicas } from './replicas.ts';
import { isRemote, joinPath, kustomizationIn } from './paths.ts';
import { idOf, resourceOf, type Resource } from './resource.ts';
import { Sources } from './sources.ts';
import { Unrenderable } from './unrenderable.ts';

const MAX_DEPTH = 40;
const MAX_LOADS = 2000;
const MAX_RESOURCES = 50_000;
const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/**
 * What `kustomize build` makes of a kustomization, as trees whose nodes know the files that they came from.
 *
 * @throws {@link Unrenderable}
 */
export function renderKustomization(file: TextFile, context: ReadContext): readonly YamlMap[] {
  const build = new Build(context);
  const resources = build.accumulate(file, [], []);
  followNames(resources);
  return resources.map(({ root }) => root).filter((root) => !isLocal(root));
}

function isLocal(root: YamlMap): boolean {
  const annotation = getNode(root, 'metadata', 'annotations', LOCAL_CONFIG);
  return stringOf(annotation) === 'true';
}

class Build {
  readonly #sources: Sources;
  #loads = 0;

  constructor(context: ReadContext) {
    this.#sources = new Sources(context);
  }

  /** Resources first, then components, then the kustomization's own changes, in the order of kustomize. */
  accumulate(file: TextFile, inherited: Resource[], above: readonly string[]): Resource[] {
    const kustomization = parseKustomization(file);
    const start = { path: file.path, line: 1, column: 1 };
    if (above.includes(file.path)) throw new Unrenderable(`${file.path} includes itself`, start, 'failed');
    if (above.length >= MAX_DEPTH || ++this.#loads > MAX_LOADS)
      throw new Unrenderable('the kustomization is made of too many others', start);
    const stack = [...above, file.path];
    const resources = inherited;
    for (const name of ['resources', 'bases'])
      for (const node of listOf(kustomization, name))
        this.#addResource(node, kustomization, resources, stack);
    for (const node of listOf(kustomization, 'components'))
      this.#applyComponent(node, kustomization, resources, stack);
    refuseDuplicates(resources, kustomization);
    transform(kustomization, resources, this.#sources);
    return resources;
  }

  #addResource(
    node: YamlNode,
    kustomization: Kustomization,
    resources: Resource[],
    stack: readonly string[],
  ): void {
    const folder = this.#folder(node, kustomization);
    if (folder !== null) {
      for (const resource of this.accumulate(folder, [], stack)) resources.push(resource);
      return;
    }
    for (const tree of this.#sources.file(node, kustomization))
      for (const root of objectsIn(tree, kustomization)) resources.push(resourceOf(root));
  }

  #applyComponent(
    node: YamlNode,
    kustomization: Kustomization,
    resources: Resource[],
    stack: readonly string[],
  ): void {
    const folder = this.#folder(node, kustomization);
    if (folder === null)
      throw new Unrenderable(
        'a component is no folder with a kustomization',
        placeOf(node, kustomization.path),
        'failed',
      );
    this.accumulate(folder, resources, stack);
  }

  /** The kustomization file of the folder that an entry names; null when it names a file. */
  #folder(node: YamlNode, { folder, path }: Kustomization): TextFile | null {
    const written = stringOf(node) ?? '';
    const { context } = this.#sources;
    const place = placeOf(node, path);
    if (written === '') throw new Unrenderable('a resource is no text', place, 'failed');
    const target = joinPath(folder, written);
    const inner = target.startsWith('..') ? null : kustomizationIn(target, context);
    if (inner !== null) {
      const found = context.lookup(inner);
      if (found.ok) return found.file;
      throw new Unrenderable(`${inner} cannot be read: ${found.detail}`, place, 'failed');
    }
    if (isRemote(written) && !context.exists(target))
      throw new Unrenderable(`${written} is fetched from elsewhere`, place);
    return null;
  }
}

/** kustomize's order of its own transformers. */
function transform(kustomization: Kustomization, resources: Resource[], sources: Sources): void {
  mergePatches(kustomization, resources, sources);
  applyPatches(kustomization, resources, sources);
  setNamespace(kustomization, resources);
  renameAll(kustomization, resources);
  addLabels(kustomization, resources);
  applyJsonPatches(kustomization, resources, sources);
  setReplicas(kustomization, resources);
  changeImages(kustomization, resources);
}

/** Two resources of one id: kustomize refuses to guess which is meant. */
function refuseDuplicates(resources: readonly Resource[], { path }: Kustomization): void {
  const seen = new Set<string>();
  for (const { root } of resources) {
    const { apiVersion, kind, namespace, name } = idOf(root);
    const key = [apiVersion, kind, namespace, name].join(' ');
    if (seen.has(key))
      throw new Unrenderable(`${kind} ${name} is there twice`, placeOf(root, path), 'failed');
    seen.add(key);
  }
  if (resources.length > MAX_RESOURCES)
    throw new Unrenderable('the kustomization holds too many resources', { path, line: 1, column: 1 });
}

function* objectsIn(tree: YamlNode, kustomization: Kustomization, depth = 0): Generator<YamlMap, void> {
  const kind = stringOf(entryOf(tree, 'kind')?.value);
  if (tree.kind !== 'map' || kind === undefined)
    throw new Unrenderable('a resource is no Kubernetes object', placeOf(tree, kustomization.path), 'failed');
  const items = kind.endsWith('List') ? entryOf(tree, 'items')?.value : undefined;
  if (items?.kind === 'seq' && depth < 8)
    for (const item of items.items) yield* objectsIn(item, kustomization, depth + 1);
  else yield tree;
}
