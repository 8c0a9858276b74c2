import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf } from '../../syntax/yaml/access.ts';
import { placeOf } from '../kubernetes/place.ts';
import { listOf, textIn, type Kustomization } from './kustomization.ts';
import { idOf, type Resource } from './resource.ts';
import { changeMap, withField } from './tree.ts';
import { Unrenderable } from './unrenderable.ts';

const SCALED = new Set(['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']);

/** `replicas`: for the kinds that have them, by any name that the resource ever had. */
export function setReplicas(kustomization: Kustomization, resources: readonly Resource[]): void {
  for (const node of listOf(kustomization, 'replicas')) {
    const name = textIn(node, 'name', kustomization.path) ?? '';
    const count = entryOf(node, 'count')?.value;
    if (count === undefined) continue;
    const meant = resources.filter((resource) => isMeant(resource, name));
    if (meant.length === 0)
      throw new Unrenderable(
        `no workload with replicas is called ${name}`,
        placeOf(node, kustomization.path),
        'failed',
      );
    for (const resource of meant) scale(resource, count);
  }
}

function isMeant({ root, earlier }: Resource, name: string): boolean {
  const id = idOf(root);
  return SCALED.has(id.kind) && [id, ...earlier].some((known) => known.name === name);
}

function scale(resource: Resource, count: YamlNode): void {
  resource.root = changeMap(resource.root, ['spec'], true, (spec) => withField(spec, 'replicas', count));
}
