import { availableParallelism } from 'node:os';
import { probeProgram, probeSocket, type Probe } from '../adapters/process/probe.ts';

/** One thing that this machine has or lacks, and what that means today. */
export interface DoctorItem {
  readonly name: string;
  readonly found: boolean;
  /** Its version or place, or why it was not found. */
  readonly detail: string;
  /** What does not work without it; null when nothing that exists today needs it. */
  readonly without: string | null;
}

export interface DoctorPlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nodeVersion: string;
}

/** Looks; changes nothing, starts no container, asks no network. */
export function probeAll({ cwd, env, nodeVersion }: DoctorPlace): readonly DoctorItem[] {
  const path = env['PATH'] ?? '';
  const program = (name: string, args: readonly string[], without: string | null): DoctorItem =>
    itemOf(name, probeProgram(name, args, path, cwd), without);
  return [
    { name: 'node', found: true, detail: nodeVersion, without: null },
    { name: 'CPU cores', found: true, detail: String(availableParallelism()), without: null },
    program('git', ['--version'], 'check --changed-since and --config-from REVISION'),
    dockerItem(env['DOCKER_HOST']),
    program('trivy', ['--version'], null),
    program('nvidia-smi', ['--query-gpu=driver_version', '--format=csv,noheader'], null),
    program('kubectl', ['version', '--client'], null),
  ];
}

function itemOf(name: string, probe: Probe, without: string | null): DoctorItem {
  const detail = probe.found
    ? [probe.version, probe.path].filter((part) => part !== '').join(', ')
    : probe.detail;
  return { name, found: probe.found, detail, without };
}

/** A remote engine would need a connection to be asked: that is not done here. */
function dockerItem(host: string | undefined): DoctorItem {
  const name = 'docker socket';
  if (host !== undefined && host !== '' && !host.startsWith('unix://'))
    return { name, found: false, detail: `DOCKER_HOST is ${host}, which is not asked here`, without: null };
  const socket = host === undefined || host === '' ? '/var/run/docker.sock' : host.slice('unix://'.length);
  return itemOf(name, probeSocket(socket), null);
}
