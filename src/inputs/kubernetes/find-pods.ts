import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, stringOf } from '../../syntax/yaml/access.ts';
import { containersOf, type ContainerSource, type ReportMalformed } from './containers-of.ts';
import { handsAnnotationsOn, nativeTemplate } from './kinds.ts';
import type { KubernetesObject } from './object.ts';

/** A pod spec, wherever it was found, with the metadata of its template. */
export interface PodSource {
  readonly spec: YamlMap;
  /** Where fields that the spec does not hold are taken from (Argo Workflows); else null. */
  readonly outer: YamlMap | null;
  readonly metadata: YamlNode | undefined;
  /** Which of several pods of the object: `predictor`, `tasks/worker`; '' for the usual place. */
  readonly part: string;
  readonly containers: readonly ContainerSource[];
}

export interface FoundPods {
  readonly pods: readonly PodSource[];
  /** Maps whose content is accounted for: pod specs, and single containers. */
  readonly read: ReadonlySet<YamlNode>;
}

/** The pod of a built-in workload, or null when there is none where it has to be. */
export function nativePod(object: KubernetesObject, malformed: ReportMalformed): PodSource | null {
  const path = nativeTemplate(object.group, object.kind);
  const template = path === null ? undefined : getNode(object.root, ...path);
  const spec = entryOf(template, 'spec')?.value;
  if (spec?.kind !== 'map') return null;
  const containers = containersOf(spec, { key: 'spec', native: true, malformed });
  const metadata = entryOf(template, 'metadata')?.value;
  return { spec, outer: null, metadata, part: '', containers };
}

type Step = string | number;

/**
 * Pods of an object of any kind, by shape: a map with a list of containers, at any depth. The tree is at most as deep as
 * the YAML reader lets it be.
 */
export function findPods(object: KubernetesObject, malformed: ReportMalformed): FoundPods {
  const search = new Search(object, malformed);
  search.visit(object.root, '', null);
  return search;
}

class Search implements FoundPods {
  readonly pods: PodSource[] = [];
  readonly read = new Set<YamlNode>();
  readonly #object: KubernetesObject;
  readonly #malformed: ReportMalformed;
  readonly #outer: YamlMap | null;
  readonly #trail: Step[] = [];

  constructor(object: KubernetesObject, malformed: ReportMalformed) {
    this.#object = object;
    this.#malformed = malformed;
    const workflow = object.group === 'argoproj.io' ? getNode(object.root, 'spec') : undefined;
    this.#outer = workflow?.kind === 'map' ? workflow : null;
  }

  /** @param key field under which the node, or the list that it is in, stands. */
  visit(node: YamlNode, key: string, parent: YamlMap | null): void {
    if (node.kind === 'seq') {
      for (const [index, item] of node.items.entries()) this.#descend(item, index, key, parent);
      return;
    }
    if (node.kind === 'scalar') return;
    const containers = containersOf(node, { key, native: false, malformed: this.#malformed });
    if (containers.length > 0) this.#add(node, containers, parent);
    for (const { key: field, value } of node.entries) {
      if (field === 'metadata' || (field === 'status' && parent === null)) continue;
      if (!isContainerField(value, containers)) this.#descend(value, field, field, node);
    }
  }

  #descend(node: YamlNode, step: Step, key: string, parent: YamlMap | null): void {
    this.#trail.push(step);
    this.visit(node, key, parent);
    this.#trail.pop();
  }

  #add(spec: YamlMap, containers: readonly ContainerSource[], parent: YamlMap | null): void {
    const part = partOf(this.#object.root, this.#trail);
    const metadata = metadataOf(this.#object, spec, parent);
    this.pods.push({ spec, outer: this.#outer === spec ? null : this.#outer, metadata, part, containers });
    if (entryOf(spec, 'containers') !== undefined) this.read.add(spec);
    for (const container of containers) this.read.add(container.node);
  }
}

/** Fields in which the containers just found stand: nothing in them is a pod of its own. */
function isContainerField(value: YamlNode, found: readonly ContainerSource[]): boolean {
  return (
    found.some(({ node }) => node === value) ||
    (value.kind === 'seq' && found.some(({ node }) => value.items[0] === node))
  );
}

/** A pod template has `metadata` beside its `spec`; some operators put labels and annotations into the spec itself. */
function metadataOf(object: KubernetesObject, spec: YamlMap, parent: YamlMap | null): YamlNode | undefined {
  if (entryOf(spec, 'annotations') !== undefined || entryOf(spec, 'labels') !== undefined) return spec;
  const beside = parent === null || parent === object.root ? undefined : entryOf(parent, 'metadata')?.value;
  return beside ?? (handsAnnotationsOn(object.kind) ? entryOf(object.root, 'metadata')?.value : undefined);
}

const USUAL = new Set(['spec', 'template', 'jobTemplate', 'templates', 'pod', 'podTemplate']);

/** The steps to a pod without those that every workload has; items of lists by their name. */
function partOf(root: YamlNode, trail: readonly Step[]): string {
  const words: string[] = [];
  for (const [depth, step] of trail.entries()) {
    if (typeof step === 'number') {
      const item = getNode(root, ...trail.slice(0, depth + 1));
      words.push(stringOf(getNode(item, 'name')) ?? String(step));
    } else if (!USUAL.has(step)) words.push(step);
  }
  return words.join('/');
}
