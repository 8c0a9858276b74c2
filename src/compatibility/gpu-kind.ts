import type { NodeGpu, NodeGroup } from './fleet.ts';
import { readMachine, type Machine } from './steps/machine.ts';
import type { CompatibilityGpu } from './types.ts';

/** What the tables and the fleet file say together of a GPU of a group; null: not known, or they disagree. */
export function gpuKind(
  { os = 'linux', driver = '' }: NodeGroup,
  gpu: NodeGpu,
): Pick<Machine, 'computeCapability' | 'class'> {
  return readMachine({ os, driver, driverCuda: null, mode: null }, asGpu(gpu));
}

/** Compute capabilities of the GPUs of a group; null where one of them is not known. */
export function capabilitiesOf(group: NodeGroup): readonly string[] | null {
  const { gpus = [] } = group;
  const known = gpus.flatMap((gpu) => gpuKind(group, gpu).computeCapability ?? []);
  return known.length === gpus.length ? [...new Set(known)].sort() : null;
}

export function asGpu({
  product,
  computeCapability,
  brand,
  class: kind,
  virtual,
}: NodeGpu): CompatibilityGpu {
  return {
    product: product ?? null,
    computeCapability: computeCapability ?? null,
    brand: brand ?? null,
    class: kind ?? null,
    virtual: virtual ?? false,
  };
}
