import { parseGoVersion } from './go-semver.ts';

/** What the NVIDIA container toolkit makes of the environment of a container. */
export interface ContainerEnvironment {
  /** Values of NVIDIA_REQUIRE_* (all must hold), with the one that follows from CUDA_VERSION; empty when disabled. */
  readonly requirements: readonly string[];
  /** `cuda>=11.6` of a legacy image (CUDA_VERSION set, NVIDIA_REQUIRE_CUDA not), else null. */
  readonly legacyRequirement: string | null;
  /** `['all']`, `['']` for none, identifiers, or null when this is no GPU container. */
  readonly devices: readonly string[] | null;
  /** Driver capabilities, sorted. */
  readonly capabilities: readonly string[];
  /** Why the container cannot be created, or null. */
  readonly error: string | null;
}

export interface EnvironmentOptions {
  /** `supported-driver-capabilities` of the toolkit's configuration. */
  readonly supported?: readonly string[];
  /** Names of `swarm-resource` of the toolkit's configuration: they replace NVIDIA_VISIBLE_DEVICES. */
  readonly swarmResources?: readonly string[];
}

const REQUIRE = 'NVIDIA_REQUIRE_';
const JETPACK = 'NVIDIA_REQUIRE_JETPACK';
const SUPPORTED = ['compat32', 'compute', 'display', 'graphics', 'ngx', 'utility', 'video'];
const DEFAULT = ['compute', 'utility'];
/** What Go's strconv.ParseBool takes for true; all else leaves the requirements in force. */
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const MAX_UINT32 = 4_294_967_295n;

/** Source: NVIDIA/nvidia-container-toolkit internal/config/image and cmd/nvidia-container-runtime-hook at d34b304. */
export function readContainerEnvironment(
  env: Readonly<Record<string, string>>,
  options: EnvironmentOptions = {},
): ContainerEnvironment {
  const get = (name: string): string | undefined => (Object.hasOwn(env, name) ? env[name] : undefined);
  const legacy = (get('CUDA_VERSION') ?? '') !== '' && (get('NVIDIA_REQUIRE_CUDA') ?? '') === '';
  const devices = devicesOf(get, legacy, options.swarmResources ?? []);
  const capabilities = capabilitiesOf(
    get('NVIDIA_DRIVER_CAPABILITIES'),
    legacy,
    options.supported ?? SUPPORTED,
  );
  const required = TRUE.has(get('NVIDIA_DISABLE_REQUIRE') ?? '')
    ? { requirements: [], legacyRequirement: null, error: null }
    : requirementsOf(env, legacy);
  return {
    ...required,
    devices,
    capabilities: capabilities.list,
    error: required.error ?? capabilities.error,
  };
}

type Required = Pick<ContainerEnvironment, 'requirements' | 'legacyRequirement' | 'error'>;

function requirementsOf(env: Readonly<Record<string, string>>, legacy: boolean): Required {
  const requirements = Object.entries(env)
    .filter(([name]) => name.startsWith(REQUIRE) && !name.startsWith(JETPACK))
    .map(([, value]) => value);
  if (!legacy) return { requirements, legacyRequirement: null, error: null };
  const version = env['CUDA_VERSION'] ?? '';
  const parsed = parseGoVersion(version);
  if (parsed === null || BigInt(parsed.major) > MAX_UINT32 || BigInt(parsed.minor) > MAX_UINT32)
    return {
      requirements,
      legacyRequirement: null,
      error: `CUDA_VERSION ${version} is no version; right: 12.6.3`,
    };
  const legacyRequirement = `cuda>=${parsed.major}.${parsed.minor}`;
  return { requirements: [...requirements, legacyRequirement], legacyRequirement, error: null };
}

function devicesOf(
  get: (name: string) => string | undefined,
  legacy: boolean,
  swarm: readonly string[],
): readonly string[] | null {
  const named = swarm.filter((name) => get(name) !== undefined);
  const variables = named.length > 0 ? named : ['NVIDIA_VISIBLE_DEVICES'];
  const values = variables.map(get).filter((value) => value !== undefined);
  if (values.length === 0) return legacy ? ['all'] : null;
  const devices = values.flatMap((value) => value.split(',')).flatMap((part) => part.trim() || []);
  if (devices.length === 0 || devices.includes('void')) return null;
  const special = devices.find((device) => device === 'all' || device === 'none');
  if (special === 'all') return ['all'];
  return special === 'none' ? [''] : devices;
}

function capabilitiesOf(
  written: string | undefined,
  legacy: boolean,
  supported: readonly string[],
): { readonly list: readonly string[]; readonly error: string | null } {
  const all = [...new Set(supported)].sort();
  if (written === undefined && legacy) return { list: all, error: null };
  const asked = new Set((written ?? '').split(',').flatMap((part) => part.trim() || []));
  if ((written ?? '') === '') return { list: all.filter((name) => DEFAULT.includes(name)), error: null };
  if (asked.has('all')) return { list: all, error: null };
  const unsupported = [...asked].filter((name) => !all.includes(name));
  const list = all.filter((name) => asked.has(name));
  if (unsupported.length === 0) return { list, error: null };
  return { list, error: `unsupported capabilities ${unsupported.join(', ')}; allowed: ${all.join(', ')}` };
}
