import type { DeviceResource } from '../../facts/container.ts';
import { deviceKind } from '../kubernetes/devices.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import { itemsOf, nodeAt, type ComposeNode } from './tree.ts';

export interface GrantedDevices {
  readonly devices: readonly DeviceResource[];
  /** `all`, a number, or `device=0,1`: NVIDIA GPUs as the engine itself hands them over. */
  readonly gpus: string | null;
}

/** Name in the Container Device Interface: `nvidia.com/gpu=all`. */
const CDI = /^([a-z0-9.-]+\.[a-z]+\/[\w.-]+)=(\S+)$/i;

/** Accelerators by `gpus`, by `deploy.resources.reservations.devices`, and by their CDI name under `devices`. */
export function devicesOf(spec: ContainerSpec, fields: Fields): GrantedDevices {
  const devices: DeviceResource[] = [];
  const gpus: string[] = [];
  const grant = (granted: string | DeviceResource | null, node: ComposeNode): void => {
    if (granted === null) return;
    fields.mark('gpus', node);
    if (typeof granted === 'string') gpus.push(granted);
    else devices.push(granted);
  };
  const direct = field(spec, 'gpus');
  if (direct?.kind === 'scalar') grant(allGpus(direct, fields), direct);
  for (const node of itemsOf(direct))
    grant(node.kind === 'scalar' ? allGpus(node, fields) : request(node, fields, true), node);
  for (const node of itemsOf(field(spec, 'deploy', 'resources', 'reservations', 'devices')))
    grant(request(node, fields, false), node);
  for (const node of itemsOf(field(spec, 'devices'))) grant(byName(node), node);
  return { devices, gpus: gpus.length === 0 ? null : gpus.join(', ') };
}

function allGpus(node: ComposeNode, fields: Fields): string | null {
  const text = fields.text(node, 'gpus');
  if (text !== null && text !== 'all') fields.wrongType(node, 'gpus', 'all or a list', 'all');
  return text === 'all' ? text : null;
}

/** @param gpu an entry of `gpus`, which needs no capability to be one. */
function request(node: ComposeNode, fields: Fields, gpu: boolean): string | DeviceResource | null {
  const ids = listed(nodeAt(node, 'device_ids'), fields);
  const capabilities = listed(nodeAt(node, 'capabilities'), fields);
  const driver = textAt(node, 'driver', fields);
  const amount = amountOf(node, ids, fields);
  if (driver === 'cdi') return named(ids[0] ?? '');
  if ((driver ?? 'nvidia') === 'nvidia' && (gpu || capabilities.some(isGpu)))
    return amount === '0' ? null : amount;
  return device(driver ?? capabilities[0] ?? 'device', ids.length > 0 ? String(ids.length) : amount);
}

function device(name: string, limit: string): DeviceResource {
  return { name, ...kindOf(name), request: limit, limit };
}

/** Without a count all devices are meant. */
function amountOf(node: ComposeNode, ids: readonly string[], fields: Fields): string {
  return ids.length > 0 ? `device=${ids.join(',')}` : (textAt(node, 'count', fields) ?? 'all');
}

function isGpu(capability: string): boolean {
  return capability === 'gpu' || capability === 'nvidia';
}

function textAt(node: ComposeNode, key: string, fields: Fields): string | null {
  const value = nodeAt(node, key);
  if (value?.kind !== 'scalar') return null;
  return fields.isUnknown(value, `devices.${key}`) ? null : value.text;
}

/** capabilities may be nested, as for `docker run --gpus`: `[[gpu]]`. */
function listed(node: ComposeNode | undefined, fields: Fields): readonly string[] {
  return itemsOf(node).flatMap((item) => {
    if (item.kind === 'seq') return listed(item, fields);
    if (item.kind !== 'scalar' || fields.isUnknown(item, 'devices')) return [];
    return [item.text];
  });
}

function byName(node: ComposeNode): string | DeviceResource | null {
  const source = node.kind === 'map' ? nodeAt(node, 'source') : node;
  return source?.kind === 'scalar' && source.unknown.length === 0 ? named(source.text) : null;
}

function named(text: string): string | DeviceResource | null {
  const match = CDI.exec(text);
  if (match === null) return null;
  const [, name = '', which = ''] = match;
  const kind = deviceKind(name);
  if (kind === null) return null;
  if (kind.vendor === 'nvidia') return which === 'all' ? 'all' : `device=${which}`;
  return { name, ...kind, request: which === 'all' ? 'all' : '1', limit: which === 'all' ? 'all' : '1' };
}

/** A driver is named after its vendor (`amd`, `kunlunxin`): its resource is asked for by that name. */
function kindOf(name: string): Pick<DeviceResource, 'vendor' | 'shared'> {
  return deviceKind(`${name}.com/gpu`) ?? { vendor: 'other', shared: false };
}
