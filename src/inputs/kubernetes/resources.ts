import type { ContainerResources, DeviceResource } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entriesOf, entryOf, itemsOf, stringOf } from '../../syntax/yaml/access.ts';
import { deviceKind } from './devices.ts';
import { FieldReader } from './fields.ts';
import { atOf } from './place.ts';
import type { Pod } from './pod.ts';
import { bytesOf } from './quantity.ts';

const NO_DEVICES: readonly DeviceResource[] = [];

/**
 * Requests and limits as written. What the pod as a whole may use (`spec.resources`, Kubernetes 1.34) bounds a container
 * that says nothing itself.
 */
export function readResources(pod: Pod, container: YamlMap, owner: string): Evidence<'container.resources'> {
  const fields = new FieldReader(owner);
  const own = fields.map(entryOf(container, 'resources')?.value, 'resources');
  // Only a real pod spec: `resources` beside a custom object's containers are the operator's to explain.
  const whole = pod.native ? fields.map(pod.field('resources'), 'pod resources') : undefined;
  const part = (node: YamlMap | undefined, field: string): YamlMap | undefined =>
    fields.map(entryOf(node, field)?.value, field);
  const requests = part(own, 'requests');
  const limits = part(own, 'limits');
  const [podRequests, podLimits] = [part(whole, 'requests'), part(whole, 'limits')];
  const amount = (side: string, name: string, ...maps: readonly (YamlMap | undefined)[]): string | null =>
    fields.quantity(
      maps.map((map) => entryOf(map, name)?.value).find((node) => node !== undefined),
      `${side}.${name}`,
    );
  const value: ContainerResources = {
    requestCpu: amount('requests', 'cpu', requests, podRequests),
    requestMemory: amount('requests', 'memory', requests, podRequests),
    limitCpu: amount('limits', 'cpu', limits, podLimits),
    limitMemory: amount('limits', 'memory', limits, podLimits),
    devices: devicesOf(fields, requests, limits),
    ...claimsOf(fields, own),
    gpus: null,
    shmSize: shmSize(pod, container, fields),
    runtimeClass: fields.text(pod.field('runtimeClassName'), 'runtimeClass'),
    at: fields.at,
  };
  if (own !== undefined) fields.at['resources'] = atOf(own);
  return fields.evidence(value, pod.scope.provenance);
}

/** `resources.claims`, by the name that the pod has for each. */
function claimsOf(fields: FieldReader, own: YamlMap | undefined): Pick<ContainerResources, 'claims'> {
  const node = entryOf(own, 'claims')?.value;
  const claims = fields
    .list(node, 'claims')
    .flatMap((claim) => stringOf(entryOf(claim, 'name')?.value) ?? []);
  return claims.length === 0 ? {} : { claims };
}

/** The API server makes the limit of an extended resource its request where none is written. */
function devicesOf(
  fields: FieldReader,
  requests: YamlMap | undefined,
  limits: YamlMap | undefined,
): readonly DeviceResource[] {
  if (requests === undefined && limits === undefined) return NO_DEVICES;
  const found = new Map<string, DeviceResource>();
  for (const { key, value } of entriesOf(limits)) {
    const kind = key.includes('/') ? deviceKind(key) : null;
    if (kind === null) continue;
    const limit = fields.quantity(value, `limits.${key}`);
    found.set(key, { name: key, ...kind, request: limit, limit });
  }
  for (const { key, value } of entriesOf(requests)) {
    const kind = key.includes('/') ? deviceKind(key) : null;
    if (kind === null) continue;
    const request = fields.quantity(value, `requests.${key}`);
    found.set(key, { name: key, ...kind, request, limit: found.get(key)?.limit ?? null });
  }
  return found.size === 0 ? NO_DEVICES : [...found.values()];
}

/** /dev/shm is 64 MiB unless a volume is mounted there or the pod shares the host's. */
function shmSize(pod: Pod, container: YamlMap, fields: FieldReader): number | 'unlimited' | null {
  const hostIpc = pod.field('hostIPC');
  if (hostIpc?.kind === 'scalar' && hostIpc.value === true) return 'unlimited';
  const mount = itemsOf(entryOf(container, 'volumeMounts')?.value).find(isShm);
  if (mount === undefined) return null;
  const volume = pod.volume(stringOf(entryOf(mount, 'name')?.value) ?? '');
  if (volume === undefined) return null;
  fields.at['shmSize'] = atOf(volume);
  const limit = fields.quantity(entryOf(entryOf(volume, 'emptyDir')?.value, 'sizeLimit')?.value, 'shmSize');
  return limit === null ? 'unlimited' : bytesOf(limit);
}

function isShm(mount: YamlNode): boolean {
  const path = stringOf(entryOf(mount, 'mountPath')?.value);
  return path === '/dev/shm' || path === '/dev/shm/';
}
