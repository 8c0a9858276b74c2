import type { ContainerIdentity } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf } from '../../syntax/yaml/access.ts';
import { FieldReader, isUnset } from './fields.ts';
import type { Pod } from './pod.ts';

/** A field of a container's security context, or that of its pod where the container has none. */
export function inherited(
  pod: YamlNode | undefined,
  container: YamlNode | undefined,
  field: string,
): { readonly node: YamlNode | undefined; readonly from: 'pod' | 'container' } {
  const own = entryOf(container, field)?.value;
  if (!isUnset(own)) return { node: own, from: 'container' };
  return { node: entryOf(pod, field)?.value, from: 'pod' };
}

/** As which user a container runs: field by field, the container's word before the pod's. */
export function readIdentity(
  pod: Pod,
  context: YamlNode | undefined,
  owner: string,
  imageUser: string | null,
): Evidence<'container.identity'> {
  const fields = new FieldReader(owner);
  const podContext = fields.map(pod.securityContext, 'pod securityContext');
  const own = fields.map(context, 'securityContext');
  const from: Record<string, 'pod' | 'container'> = {};
  const take = (field: string): YamlNode | undefined => {
    const found = inherited(podContext, own, field);
    if (!isUnset(found.node)) from[field] = found.from;
    return found.node;
  };
  const value: ContainerIdentity = {
    runAsUser: fields.integer(take('runAsUser'), 'runAsUser'),
    userName: null,
    runAsNonRoot: fields.boolean(take('runAsNonRoot'), 'runAsNonRoot', false),
    runAsGroup: fields.integer(take('runAsGroup'), 'runAsGroup'),
    imageUser,
    from,
    at: fields.at,
  };
  return fields.evidence(value, pod.scope.provenance);
}
