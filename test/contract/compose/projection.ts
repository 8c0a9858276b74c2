import type { ContainerMounts, ContainerProfiles } from '../../../src/facts/container.ts';
import { describeVolume } from './source.ts';
import type { Reading } from '../../../src/inputs/port.ts';
import { bytesOf } from '../../../src/inputs/compose/sizes.ts';
import { valueOf } from '../../inputs/compose/project.ts';

/** What both sides say of one service, in words that they share. */
export interface Said {
  readonly [field: string]: unknown;
}

/** A service as compose-go prints it. Only what is compared is typed. */
export interface ComposeGoService {
  readonly image?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly read_only?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly network_mode?: string;
  readonly pid?: string;
  readonly ipc?: string;
  readonly runtime?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly command?: readonly string[] | null;
  readonly entrypoint?: readonly string[] | null;
  readonly shm_size?: string;
  readonly mem_limit?: string;
  readonly mem_reservation?: string;
  readonly cpus?: number;
  readonly gpus?: readonly GoDevice[];
  readonly deploy?: {
    readonly replicas?: number;
    readonly resources?: {
      readonly limits?: { readonly cpus?: number; readonly memory?: string };
      readonly reservations?: {
        readonly cpus?: number;
        readonly memory?: string;
        readonly devices?: readonly GoDevice[];
      };
    };
  };
  readonly volumes?: readonly GoVolume[];
  readonly tmpfs?: readonly string[];
  readonly ports?: readonly { readonly target: number }[];
  readonly expose?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly healthcheck?: {
    readonly test?: readonly string[];
    readonly disable?: boolean;
    readonly interval?: string;
    readonly timeout?: string;
    readonly start_period?: string;
    readonly retries?: number;
  };
}

interface GoDevice {
  readonly count?: number;
  readonly device_ids?: readonly string[];
  readonly capabilities?: readonly string[];
  readonly driver?: string;
}

export interface GoVolume {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
}

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort();
const capability = (name: string): string => name.toUpperCase().replace(/^CAP_/, '');
const amount = (value: string | number | undefined): number | null =>
  value === undefined || Number(value) === 0 ? null : Math.fround(Number(value));

export function saidByComposeGo(service: ComposeGoService): Said {
  const { resources } = service.deploy ?? {};
  const options = service.security_opt ?? [];
  const user = service.user ?? '';
  return {
    image: service.image ?? null,
    user: user === '' ? null : plainUser(user.split(':')[0]!),
    privileged: service.privileged ?? false,
    readOnly: service.read_only ?? false,
    capAdd: sorted((service.cap_add ?? []).map(capability)),
    capDrop: sorted((service.cap_drop ?? []).map(capability)),
    noNewPrivileges: options.findLast((option) => option.startsWith('no-new-privileges')) ?? null,
    unconfined: sorted([
      ...new Set(
        options.filter((option) => option.endsWith('unconfined')).map((option) => option.slice(0, 7)),
      ),
    ]),
    host: [service.network_mode, service.pid, service.ipc].map((mode) => mode === 'host'),
    runtime: service.runtime ?? null,
    environment: service.environment ?? {},
    command: [...(service.entrypoint ?? []), ...(service.command ?? [])],
    shm: service.ipc === 'host' ? 'unlimited' : amount(service.shm_size),
    limitMemory: amount(resources?.limits?.memory ?? service.mem_limit),
    requestMemory: amount(resources?.reservations?.memory ?? service.mem_reservation),
    limitCpu: amount(resources?.limits?.cpus ?? service.cpus),
    requestCpu: amount(resources?.reservations?.cpus),
    replicas: service.deploy?.replicas ?? null,
    gpus: gpusOf([...(service.gpus ?? []), ...(resources?.reservations?.devices ?? [])]),
    mounts: sorted([
      ...(service.volumes ?? []).map(describeVolume),
      ...(service.tmpfs ?? []).map((text) => `tmpfs  ${text.split(':')[0] ?? ''}`),
    ]),
    ports: sortedNumbers([
      ...(service.ports ?? []),
      ...(service.expose ?? []).map((port) => ({ target: Number(port) })),
    ]),
    labels: service.labels ?? {},
    healthcheck: healthcheckOf(service.healthcheck),
  };
}

function plainUser(name: string): string {
  return /^\d+$/.test(name) ? String(Number(name)) : name;
}

function sortedNumbers(ports: readonly { readonly target: number }[]): readonly number[] {
  return [...new Set(ports.map(({ target }) => target))].sort((a, b) => a - b);
}

function gpusOf(devices: readonly GoDevice[]): string | null {
  const texts = devices.map(({ count, device_ids }) =>
    device_ids !== undefined ? `device=${device_ids.join(',')}` : count === -1 ? 'all' : String(count ?? 0),
  );
  return texts.length === 0 ? null : texts.join(', ');
}

function healthcheckOf(check: ComposeGoService['healthcheck']): unknown {
  if (check === undefined) return null;
  if (check.disable === true || check.test?.[0] === 'NONE') return 'off';
  if (check.test === undefined) return null;
  return [
    seconds(check.start_period) ?? 0,
    seconds(check.interval) ?? 30,
    seconds(check.timeout) ?? 30,
    check.retries ?? 3,
  ];
}

/** Go prints `1m30s`. */
function seconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...text.matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * units[unit!]!,
    0,
  );
}

/** The same of our facts. */
export function saidByUs(reading: Reading, name: string): Said {
  const evidence = reading.subjects.find(({ subject }) =>
    subject.id.endsWith(`#service/${name}/container`),
  )!.evidence;
  const workload = reading.subjects.find(({ subject }) => subject.id.endsWith(`#service/${name}`))!.evidence;
  const identity = valueOf(evidence, 'container.identity');
  const privileges = valueOf(evidence, 'container.privileges');
  const resources = valueOf(evidence, 'container.resources');
  const profiles = valueOf(evidence, 'container.profiles');
  const pod = valueOf(workload, 'workload.pod');
  const { gpus, runtimeClass, shmSize } = resources;
  return {
    image: valueOf(evidence, 'container.image').reference?.original ?? null,
    user: identity.userName ?? (identity.runAsUser === null ? null : String(identity.runAsUser)),
    privileged: privileges.privileged ?? false,
    readOnly: privileges.readOnlyRootFilesystem ?? false,
    capAdd: sorted(privileges.capabilitiesAdd),
    capDrop: sorted(privileges.capabilitiesDrop),
    noNewPrivileges:
      privileges.allowPrivilegeEscalation === null
        ? null
        : `no-new-privileges:${String(!privileges.allowPrivilegeEscalation)}`,
    unconfined: unconfinedOf(profiles),
    host: [privileges.hostNetwork, privileges.hostPID, privileges.hostIPC].map((shared) => shared === true),
    runtime: runtimeClass,
    environment: { ...valueOf(evidence, 'container.environment').variables },
    command: valueOf(evidence, 'container.context').command,
    shm: shmSize,
    limitMemory: bytes(resources.limitMemory),
    requestMemory: bytes(resources.requestMemory),
    limitCpu: amount(resources.limitCpu ?? undefined),
    requestCpu: amount(resources.requestCpu ?? undefined),
    replicas: pod.replicas,
    gpus,
    mounts: mountsOf(valueOf(evidence, 'container.mounts')),
    ports: [...valueOf(evidence, 'container.context').ports].sort((a, b) => a - b),
    labels: { ...pod.labels },
    healthcheck: ourHealthcheck(evidence),
  };
}

function bytes(text: string | null): number | null {
  return text === null ? null : Math.fround(bytesOf(text)!);
}

function unconfinedOf({ seccomp, appArmorField }: ContainerProfiles): readonly string[] {
  const found: string[] = [];
  if (appArmorField?.type === 'Unconfined') found.push('apparmo');
  if (seccomp?.type === 'Unconfined') found.push('seccomp');
  return found;
}

function mountsOf({ mounts }: ContainerMounts): readonly string[] {
  return sorted(
    mounts.map((mount) =>
      describeVolume({
        type: mount.type,
        target: mount.target,
        read_only: mount.readOnly,
        ...(mount.source === null ? {} : { source: mount.source }),
      }),
    ),
  );
}

function ourHealthcheck(evidence: Parameters<typeof valueOf>[0]): unknown {
  const fact = evidence['container.probes'];
  if (fact?.status !== 'observed') return null;
  if (fact.value.disabled) return 'off';
  const { liveness } = fact.value;
  if (liveness === null) return null;
  const { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold } = liveness;
  return [initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold];
}
