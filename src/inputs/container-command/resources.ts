import type { ContainerResources } from '../../facts/container.ts';
import { observed, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { Flag } from './flags.ts';
import { readMountFlags } from './mounts.ts';
import { shown } from './operand.ts';
import { Settings } from './settings.ts';
import { dockerBytes } from './size.ts';

/** Of cpu-period, in microseconds (docker run reference). */
const CPU_PERIOD = 100_000;
/** A device of the Container Device Interface: `nvidia.com/gpu=all`. */
const CDI = /^[a-z0-9.-]+\.[a-z]+\/[a-z0-9._-]+=/i;

/**
 * @param nvidia started by nvidia-docker, which hands over every GPU.
 */
export function readResources(
  flags: readonly Flag[],
  nvidia: boolean,
  provenance: Provenance,
): Evidence<'container.resources'> {
  const settings = new Settings(flags);
  const value: ContainerResources = {
    requestCpu: null,
    requestMemory: settings.text('requests.memory', 'memory-reservation'),
    limitCpu: limitCpu(settings),
    limitMemory: quantity(settings, 'limits.memory', 'memory'),
    devices: [],
    gpus: gpus(settings) ?? (nvidia ? 'all' : null),
    shmSize: shmSize(settings, flags),
    runtimeClass: settings.text('runtimeClass', 'runtime'),
    at: settings.at,
  };
  return observed(value, provenance, settings.gaps);
}

/** A limit that is computed is one all the same: its text stands, with a gap. Zero means none. */
function quantity(settings: Settings, field: string, name: string): string | null {
  const text = settings.text(field, name);
  const flag = settings.last(name);
  if (text === null) return flag?.value == null ? null : shown(flag.value);
  return /^0+(?:\.0*)?[a-z]*$/i.test(text) ? null : text;
}

function limitCpu(settings: Settings): string | null {
  const cpus = quantity(settings, 'limits.cpu', 'cpus');
  if (cpus !== null) return cpus;
  const quota = settings.text('limits.cpu', 'cpu-quota');
  if (quota === null || !/^\d{1,12}$/.test(quota) || Number(quota) === 0) return null;
  const period = settings.text('limits.cpuPeriod', 'cpu-period') ?? '';
  const length = /^\d{1,12}$/.test(period) && Number(period) > 0 ? Number(period) : CPU_PERIOD;
  return String(Number(quota) / length);
}

function gpus(settings: Settings): string | null {
  const flag = settings.last('gpus');
  if (flag !== undefined) {
    const text = settings.text('gpus', 'gpus');
    const written = text ?? (flag.value === null ? '' : shown(flag.value));
    return written === '' || written === '0' || written === 'none'
      ? null
      : written.replace(/^"(.*)"$/s, '$1');
  }
  const device = settings.all('device').find(({ value }) => CDI.test(value?.value ?? ''));
  if (device === undefined) return null;
  settings.place('gpus', device);
  return device.value?.value ?? null;
}

/** `--ipc host` shares the host's, and so does a mount of it; else --shm-size, or a tmpfs there. */
function shmSize(settings: Settings, flags: readonly Flag[]): number | 'unlimited' | null {
  if (settings.last('ipc')?.value?.value === 'host') return 'unlimited';
  const mounted = readMountFlags(flags, new Settings(flags)).find(
    ({ target }) => target.replace(/\/+$/, '') === '/dev/shm',
  );
  if (mounted !== undefined) {
    settings.at['shmSize'] = [mounted.line, mounted.column];
    const size = mounted.size === null ? null : dockerBytes(mounted.size);
    return size ?? 'unlimited';
  }
  const text = settings.text('shmSize', 'shm-size');
  if (text === null) return null;
  const bytes = dockerBytes(text);
  if (bytes === null)
    settings.gaps.push({
      what: '--shm-size',
      why: `"${text.slice(0, 40)}" is no size`,
      advice: 'write --shm-size 8g',
    });
  return bytes;
}
