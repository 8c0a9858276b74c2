import type { ContainerPhase } from '../../facts/container.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, stringOf } from '../../syntax/yaml/access.ts';

export type ContainerList = 'container' | 'init-container' | 'ephemeral-container';

/** One container of a pod, before its fields are read. */
export interface ContainerSource {
  readonly node: YamlMap;
  readonly phase: ContainerPhase;
  /** Part of the subject's id: stable when an init container turns into a sidecar. */
  readonly list: ContainerList;
  readonly name: string;
  /** An operator fills in what is left out here, the image too. */
  readonly managed: boolean;
}

/** Lists of containers by the name of their field; `steps` and `sidecars` are those of Tekton and Argo Workflows. */
const LISTS: ReadonlyMap<string, ContainerList> = new Map([
  ['containers', 'container'],
  ['initContainers', 'init-container'],
  ['ephemeralContainers', 'ephemeral-container'],
  ['steps', 'container'],
  ['sidecars', 'container'],
]);

const OWN_LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Fields that hold a single container: Argo Workflows, and many operators. */
const SINGLES = new Set(['container', 'script', 'containerTemplate']);

/** Parts of a KServe InferenceService, whose single containers are named after a framework (`paddle`, `triton`, `model`). */
const SERVING_PARTS = new Set(['predictor', 'transformer', 'explainer']);
const SERVING_FIELDS = ['image', 'storageUri', 'modelFormat', 'runtimeVersion', 'runtime', 'protocolVersion'];

/** A list of containers that is none, or an item that is no container. */
export type ReportMalformed = (node: YamlNode, field: string) => void;

export interface ContainersOptions {
  /** Field under which the map stands, to know the parts of an InferenceService. */
  readonly key: string;
  /** A built-in kind: only the lists of the pod spec, and nothing is filled in by an operator. */
  readonly native: boolean;
  readonly malformed: ReportMalformed;
}

/** Every container that stands directly in this map, if the map has the shape of a pod spec; else none. */
export function containersOf(spec: YamlMap, options: ContainersOptions): readonly ContainerSource[] {
  const found: ContainerSource[] = [];
  for (const entry of spec.entries) {
    const list = LISTS.get(entry.key);
    if (list !== undefined) addList(found, entry, list, options);
    else if (!options.native && isSingle(entry, options.key) && entry.value.kind === 'map') {
      const name = stringOf(entryOf(entry.value, 'name')?.value) ?? entry.key;
      found.push({ node: entry.value, phase: 'main', list: 'container', name, managed: true });
    }
  }
  return found;
}

function addList(
  found: ContainerSource[],
  { key, value }: YamlEntry,
  list: ContainerList,
  { native, malformed }: ContainersOptions,
): void {
  const own = OWN_LISTS.has(key);
  if (native && !own) return;
  if (value.kind !== 'seq') {
    if (native && !isNull(value)) malformed(value, key);
    return;
  }
  if (!native && !value.items.some((item) => isContainer(item, own))) return;
  for (const [index, node] of value.items.entries()) {
    if (node.kind !== 'map') malformed(node, `${key}[${String(index)}]`);
    else found.push(sourceOf(node, list, String(index), !native));
  }
}

function sourceOf(node: YamlMap, list: ContainerList, index: string, managed: boolean): ContainerSource {
  const name = stringOf(entryOf(node, 'name')?.value) ?? index;
  return { node, phase: phaseOf(node, list), list, name, managed };
}

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;

/** An init container that is restarted for ever is a sidecar (Kubernetes 1.29). */
function phaseOf(node: YamlMap, list: ContainerList): ContainerPhase {
  if (list === 'container') return 'main';
  if (list === 'ephemeral-container') return 'ephemeral';
  return stringOf(entryOf(node, 'restartPolicy')?.value) === 'Always' ? 'sidecar' : 'init';
}

function isContainer(node: YamlNode, byName: boolean): boolean {
  return (
    entryOf(node, 'image') !== undefined || (byName && stringOf(entryOf(node, 'name')?.value) !== undefined)
  );
}

function isSingle({ key, value }: YamlEntry, parent: string): boolean {
  if (value.kind !== 'map') return false;
  if (SERVING_PARTS.has(parent)) return SERVING_FIELDS.some((field) => entryOf(value, field) !== undefined);
  return SINGLES.has(key) && stringOf(entryOf(value, 'image')?.value) !== undefined;
}
