import type {
  ContainerAccelerator,
  ContainerEngine,
  ContainerMounts,
  ContainerResources,
  ContainerVariable,
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
  if (granted.length > 0 || given !== null)
    return observed({ granted, given, around: null }, provenance, gaps);
  const claimed = value.claims ?? [];
  return claimed.length > 0
    ? observed({ granted, given, claimed, around: null }, provenance, [...gaps, ...claimed.map(claimGap)])
    : ungranted(engine, resources, evidence);
}

const claimGap = (name: string): Gap => ({
  what: `resource claim ${name.slice(0, 120)}`,
  why: 'what it stands for is said by its device class, which is not read',
  advice: 'see the class: kubectl get resourceclaimtemplate,deviceclass -o yaml',
});

function isGranted({ request, limit }: DeviceResource): boolean {
  const amount = limit ?? request;
  return amount !== null && Number(amount) !== 0;
}

const runtimeOf = (runtime: string | null): string | null =>
  runtime !== null && /^(?:nvidia|ascend)/.test(runtime) ? `runtime ${runtime}` : null;

type Variable = Observed<ContainerVariable> | undefined;
type Mounts = Observed<ContainerMounts> | undefined;

function ungranted(
  engine: ContainerEngine,
  { provenance, gaps }: Observed<ContainerResources>,
  evidence: EvidenceSet,
): Evidence<'container.accelerator'> {
  const variable = evidence['container.visible-devices'];
  const mounts = evidence['container.mounts'];
  if (variable?.status === 'unavailable') return variable;
  if (mounts?.status === 'unavailable') return mounts;
  const all = [gaps, variable?.gaps ?? [], mounts?.gaps ?? []].flat();
  const value = byVariable(engine, variable) ?? { given: null, around: deviceNode(mounts) };
  return observed({ granted: [], ...value }, provenance, all);
}

type Reached = Pick<ContainerAccelerator, 'given' | 'around'>;

/** Outside Kubernetes the variable is the documented way to ask for GPUs; inside, it goes around the device plugin. */
function byVariable(engine: ContainerEngine, variable: Variable): Reached | null {
  const visible = variable?.value.value?.trim() ?? '';
  if (variable === undefined || NO_GPU.includes(visible)) return null;
  const what = `${VARIABLE}=${visible}`;
  const { at } = variable.value;
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
