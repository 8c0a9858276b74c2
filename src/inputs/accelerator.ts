import type {
  ContainerAccelerator,
  ContainerEngine,
  ContainerEnvironment,
  ContainerMounts,
  ContainerResources,
  DeviceResource,
  Mount,
} from '../facts/container.ts';
import type { At } from '../facts/subject.ts';
import { observed, type Evidence, type EvidenceSet, type Gap, type Observed } from '../facts/evidence.ts';

/** Values of NVIDIA_VISIBLE_DEVICES that ask for no GPU (NVIDIA container toolkit, "docker-specialized"). */
const NO_GPU: readonly string[] = ['', 'none', 'void'];
const VARIABLE = 'NVIDIA_VISIBLE_DEVICES';

type Around = ContainerAccelerator['around'];

/** How the container comes by an accelerator, or undefined where its resources were not read at all. */
export function acceleratorOf(evidence: EvidenceSet): Evidence<'container.accelerator'> | undefined {
  const resources = evidence['container.resources'];
  const context = evidence['container.context'];
  if (resources?.status !== 'observed') return resources;
  if (context?.status !== 'observed') return context;
  const { engine } = context.value;
  const { provenance, gaps, value } = resources;
  const granted = value.devices.filter(isGranted);
  const given = value.gpus ?? (engine === 'kubernetes' ? null : runtimeOf(value.runtimeClass));
  return granted.length > 0 || given !== null
    ? observed({ granted, given, around: null }, provenance, gaps)
    : ungranted(engine, resources, evidence);
}

function isGranted({ request, limit }: DeviceResource): boolean {
  const amount = limit ?? request;
  return amount !== null && Number(amount) !== 0;
}

const runtimeOf = (runtime: string | null): string | null =>
  runtime !== null && /^(?:nvidia|ascend)/.test(runtime) ? `runtime ${runtime}` : null;

type Environment = Observed<ContainerEnvironment> | undefined;
type Mounts = Observed<ContainerMounts> | undefined;

function unknownValue(environment: Environment): readonly Gap[] {
  if (environment?.value.variables[VARIABLE] !== null) return [];
  return [
    {
      what: VARIABLE,
      why: 'its value comes from elsewhere',
      advice: `write ${VARIABLE} out, or leave it out`,
    },
  ];
}

function ungranted(
  engine: ContainerEngine,
  { provenance, gaps }: Observed<ContainerResources>,
  evidence: EvidenceSet,
): Evidence<'container.accelerator'> {
  const environment = evidence['container.environment'];
  const mounts = evidence['container.mounts'];
  if (environment?.status === 'unavailable') return environment;
  if (mounts?.status === 'unavailable') return mounts;
  const all = [gaps, environment?.gaps ?? [], mounts?.gaps ?? [], unknownValue(environment)].flat();
  const value = byVariable(engine, environment) ?? { given: null, around: deviceNode(mounts) };
  return observed({ granted: [], ...value }, provenance, all);
}

type Reached = Pick<ContainerAccelerator, 'given' | 'around'>;

/** Outside Kubernetes the variable is the documented way to ask for GPUs; inside, it goes around the device plugin. */
function byVariable(engine: ContainerEngine, environment: Environment): Reached | null {
  const visible = environment?.value.variables[VARIABLE]?.trim() ?? '';
  if (environment === undefined || NO_GPU.includes(visible)) return null;
  const what = `${VARIABLE}=${visible}`;
  const at = environment.value.at[VARIABLE] ?? null;
  return engine === 'kubernetes'
    ? { given: null, around: { by: 'variable', what, at } }
    : { given: what, around: null };
}

const isNode = (path: string | null): path is string => path !== null && /^\/dev\/nvidia/.test(path);

const placeOf = ({ line, column, path }: Mount): At =>
  path === undefined ? [line, column] : [line, column, path];

function deviceNode(mounts: Mounts): Around {
  if (mounts === undefined) return null;
  const mounted = mounts.value.mounts.find(({ type, source }) => type === 'hostPath' && isNode(source));
  if (mounted !== undefined) return { by: 'device', what: mounted.source ?? '', at: placeOf(mounted) };
  const passed = mounts.value.devices.find(isNode);
  return passed === undefined ? null : { by: 'device', what: passed, at: mounts.value.at['devices'] ?? null };
}
