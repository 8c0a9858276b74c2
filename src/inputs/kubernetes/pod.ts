import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, itemsOf, stringOf } from '../../syntax/yaml/access.ts';
import { alwaysServes, isBatch } from './kinds.ts';
import { secretNames } from './neighbours.ts';
import type { KubernetesObject } from './object.ts';
import type { PodSource } from './find-pods.ts';
import type { Scope } from './scope.ts';
import { textMap, type TextMap } from './text-map.ts';

/** One pod of a workload, with what its containers inherit. */
export class Pod {
  readonly object: KubernetesObject;
  readonly source: PodSource;
  readonly scope: Scope;
  /** `deploy.yaml#Deployment/ocr`, unique in the file. */
  readonly id: string;
  /** `Deployment/ocr`, `InferenceService/ocr predictor`. */
  readonly title: string;
  readonly labels: TextMap;
  readonly annotations: TextMap;
  /** Node of the annotations, for places. */
  readonly annotationsNode: YamlNode | undefined;
  readonly securityContext: YamlNode | undefined;
  readonly pullSecrets: readonly string[];
  readonly runsToCompletion: boolean;
  readonly isSelected: boolean;
  readonly native: boolean;
  #volumes: Map<string, YamlMap> | null = null;

  constructor(object: KubernetesObject, source: PodSource, native: boolean, scope: Scope) {
    const { kind, name, namespace } = object;
    const part = source.part === '' ? '' : `/${source.part}`;
    const within = namespace === null ? '' : `${namespace}/`;
    this.object = object;
    this.source = source;
    this.scope = scope;
    this.native = native;
    this.id = scope.unique(`${scope.file.path}#${within}${kind}/${name}${part}`);
    this.title = source.part === '' ? `${kind}/${name}` : `${kind}/${name} ${source.part}`;
    this.annotationsNode = entryOf(source.metadata, 'annotations')?.value;
    this.annotations = textMap(this.annotationsNode);
    this.labels = textMap(entryOf(source.metadata, 'labels')?.value);
    this.securityContext = this.field('securityContext');
    const own = secretNames(this.field('imagePullSecrets'));
    const account = scope.neighbours.account(namespace, stringOf(this.field('serviceAccountName')) ?? null);
    this.pullSecrets = own.length > 0 ? own : (account?.pullSecrets ?? own);
    this.runsToCompletion = isBatch(object.group, kind) || this.#endsByItself();
    this.isSelected = alwaysServes(object.group, kind) || scope.neighbours.isSelected(namespace, this.labels);
  }

  /** A field of the pod spec. */
  field(name: string): YamlNode | undefined {
    return entryOf(this.source.spec, name)?.value ?? entryOf(this.source.outer, name)?.value;
  }

  /** The kubelet restarts what a bare pod runs, unless its policy says otherwise. */
  #endsByItself(): boolean {
    return (
      this.object.kind === 'Pod' &&
      ['Never', 'OnFailure'].includes(stringOf(this.field('restartPolicy')) ?? '')
    );
  }

  volume(name: string): YamlMap | undefined {
    this.#volumes ??= volumesByName(this.field('volumes'));
    return this.#volumes.get(name);
  }
}

function volumesByName(list: YamlNode | undefined): Map<string, YamlMap> {
  const volumes = new Map<string, YamlMap>();
  for (const node of itemsOf(list)) {
    const name = stringOf(entryOf(node, 'name')?.value);
    if (node.kind === 'map' && name !== undefined) volumes.set(name, node);
  }
  return volumes;
}
