import { driverBranch, isPastEndOfLife } from '../matrix/branches.ts';
import { compatBranches, type CompatBranches } from '../matrix/forward.ts';
import { readContainerEnvironment } from '../gate/environment.ts';
import type { CompatibilityImage, GpuClass } from '../types.ts';
import type { PathStep } from './cuda-path.ts';
import type { Machine } from './machine.ts';
import { hinders, passes, unknown, warned } from './step.ts';

/** A compat library needs its package in the image, a GPU that it is made for, and a host branch on its list. */
export function judgeForwardCompat(image: CompatibilityImage, cuda: string, machine: Machine): PathStep {
  const { compat } = image;
  const active = compat?.active === true;
  if (compat !== null && compat.package === null && !active)
    return none(TOO_OLD, 'the image has no cuda-compat package');
  if (machine.driverOs !== machine.os) return open(WSL);
  if (machine.class !== 'datacenter') return elsewhere(machine.class, active);
  return onDatacenter(image, cuda, machine);
}

function onDatacenter({ compat, env }: CompatibilityImage, cuda: string, machine: Machine): PathStep {
  if (compat === null) return open(UNREAD);
  const carried = compat.package?.replace('-', '.') ?? cuda;
  const list = compatBranches(carried, readContainerEnvironment(env ?? {}).requirements);
  if (list === null || machine.branch === null)
    return open(`no list of host branches is known for cuda-compat of CUDA ${carried}`);
  return onList(machine.branch, carried, list, compat.active);
}

function elsewhere(gpu: Exclude<GpuClass, 'datacenter'> | null, active: boolean): PathStep {
  if (gpu !== 'consumer') return open(NOT_KNOWN[gpu ?? 'unknown']);
  return none(
    active ? '804: the compat library does not run on this GPU' : LOADED_OR_NOT,
    'forward compatibility is for data-centre GPUs, not for GeForce or TITAN',
  );
}

const WSL = 'forward compatibility in WSL 2: no source that was read says so or denies it';
const UNREAD = 'whether the image carries a cuda-compat package is not known: its content was not read';

function onList(branch: number, carried: string, list: CompatBranches, forced: boolean): PathStep {
  const named = `R${String(branch)}`;
  if (!list.branches.includes(branch))
    return none(
      forced ? '803: the compat library does not run on this driver branch' : TOO_OLD,
      `${named} is not among the branches of cuda-compat: ${list.branches.join(', ')} [source: ${list.source}]; a list, not an interval`,
    );
  const step = passes(
    `forward compatibility: data-centre GPU, cuda-compat of CUDA ${carried}, ${named} on its list [source: ${list.source}]`,
  );
  const row = driverBranch(branch);
  const ended = row !== null && isPastEndOfLife(row);
  return {
    ...(ended ? warned(step, `forward compatibility: ${named} is past end of life`) : step),
    path: 'forward-compat',
  };
}

const NOT_KNOWN = {
  workstation:
    'forward compatibility of a workstation GPU: only in NGC-Server-Ready systems; not known of this one',
  embedded: 'forward compatibility on Jetson follows its own packages: not in the tables',
  unknown: 'the class of the GPU is not known: forward compatibility depends on it',
} as const;

const TOO_OLD = '35: the driver is too old for this CUDA';
const LOADED_OR_NOT = '804 if the compat library is loaded, 35 without it';

function none(error: string, reason: string): PathStep {
  return { ...hinders(error, reason), path: 'none' };
}

function open(reason: string): PathStep {
  return { ...unknown(reason), path: 'unknown' };
}
