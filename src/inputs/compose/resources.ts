import type { ContainerResources, DeviceResource } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import { devicesOf } from './devices.ts';
import { sizedMounts } from './mounts.ts';
import { bytesOf } from './sizes.ts';
import { knownText, nodeAt, type ComposeNode } from './tree.ts';

/** Of cpu_period, in microseconds. */
const CPU_PERIOD = 100_000;
const RESOURCES = ['deploy', 'resources'] as const;

/** Limits and reservations, by `deploy.resources` and by the older keys of the service itself. */
export function resourcesOf(spec: ContainerSpec, fields: Fields): Evidence<'container.resources'> {
  for (const [name, key] of [
    ['limits', 'limits'],
    ['requests', 'reservations'],
  ] as const)
    fields.mark(name, field(spec, ...RESOURCES, key));
  const granted = devicesOf(spec, fields);
  const value: ContainerResources = {
    requestCpu: cpus(spec, fields, 'requests.cpu', [...RESOURCES, 'reservations', 'cpus']),
    requestMemory: memory(
      fields,
      'requests.memory',
      field(spec, ...RESOURCES, 'reservations', 'memory') ?? field(spec, 'mem_reservation'),
    ),
    limitCpu: limitCpu(spec, fields),
    limitMemory: memory(
      fields,
      'limits.memory',
      field(spec, ...RESOURCES, 'limits', 'memory') ?? field(spec, 'mem_limit'),
    ),
    devices: granted.devices satisfies readonly DeviceResource[],
    gpus: granted.gpus,
    shmSize: shmSize(spec, fields),
    runtimeClass: fields.text(field(spec, 'runtime'), 'runtimeClass'),
    at: fields.at,
  };
  return fields.whole(value);
}

function cpus(spec: ContainerSpec, fields: Fields, name: string, path: readonly string[]): string | null {
  const node = field(spec, ...path);
  const number = fields.number(node, name);
  // Zero is "no limit".
  return number === null || number === 0 || node?.kind !== 'scalar' ? null : node.text;
}

function limitCpu(spec: ContainerSpec, fields: Fields): string | null {
  const written =
    cpus(spec, fields, 'limits.cpu', [...RESOURCES, 'limits', 'cpus']) ??
    cpus(spec, fields, 'limits.cpu', ['cpus']);
  if (written !== null) return written;
  const quota = fields.number(field(spec, 'cpu_quota'), 'limits.cpu');
  if (quota === null || quota <= 0) return null;
  const period = fields.number(field(spec, 'cpu_period'), 'limits.cpuPeriod');
  return String(quota / (period === null || period <= 0 ? CPU_PERIOD : period));
}

function memory(fields: Fields, name: string, node: ComposeNode | undefined): string | null {
  const bytes = size(fields, name, node);
  return bytes === null || bytes === 0 || node?.kind !== 'scalar' ? null : node.text;
}

function size(fields: Fields, name: string, node: ComposeNode | undefined): number | null {
  if (node === undefined) return null;
  fields.mark(name, node);
  if (fields.isUnknown(node, name)) return null;
  const bytes =
    node.kind !== 'scalar' ? null : typeof node.value === 'number' ? node.value : bytesOf(node.text);
  if (bytes === null) fields.wrongType(node, name, 'a size', '4g');
  return bytes;
}

const SHM = '/dev/shm';

/** What is not known of the other mounts is of no matter here. */
function mayMountShm(spec: ContainerSpec): boolean {
  if (spec.kind === 'pre_start' || field(spec, 'volumes_from') !== undefined) return true;
  return ['volumes', 'tmpfs'].some((key) => {
    const node = field(spec, key);
    const entries = node?.kind === 'seq' ? node.items : node === undefined ? [] : [node];
    return entries.some((entry) => isOrMayBeShm(targetOf(entry, key)));
  });
}

/** Where it is mounted, as it is written; null where that is no text. */
function targetOf(entry: ComposeNode, key: string): string | null {
  const target = entry.kind === 'map' ? nodeAt(entry, 'target') : entry;
  if (target?.kind !== 'scalar') return null;
  if (entry.kind === 'map') return target.written;
  // `${DATA}:/data:ro`: the colons within a reference separate nothing.
  const fields = target.written.replaceAll(/\$\{[^}]{0,1000}\}/g, '$').split(':');
  return (key === 'volumes' ? fields[1] : undefined) ?? fields[0] ?? '';
}

const isOrMayBeShm = (target: string | null): boolean =>
  target === null || target.includes('$') || target.startsWith(SHM);

/** The host's /dev/shm, a mount there, or shm_size. */
function shmSize(spec: ContainerSpec, fields: Fields): number | 'unlimited' | null {
  const ipc = field(spec, 'ipc');
  if (knownText(ipc) === 'host') {
    fields.mark('shmSize', ipc);
    return 'unlimited';
  }
  const mounts = mayMountShm(spec) ? sizedMounts(spec, fields) : [];
  const mount = mounts.find(({ target }) => target === SHM);
  if (mount === undefined) {
    const bytes = size(fields, 'shmSize', field(spec, 'shm_size'));
    return bytes === 0 ? null : bytes;
  }
  fields.mark('shmSize', mount.node);
  return mount.size ?? 'unlimited';
}
