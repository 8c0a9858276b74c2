import { architectureOfCapability } from '../matrix/architectures.ts';
import type { Machine } from './machine.ts';
import { hinders, passes, unknown, type Step } from './step.ts';

export const CAPABILITY_NOT_KNOWN = 'the compute capability of the GPU is not known';

/** Whether the driver drives the GPU at all: branches drop old generations, and do not know later ones. */
export function judgeDriven({ branch, computeCapability, tegra }: Machine): Step {
  // The driver stack has said so.
  if (tegra) return unknown();
  if (branch === null) return unknown('the driver is not known');
  if (computeCapability === null) return unknown(CAPABILITY_NOT_KNOWN);
  const architecture = architectureOfCapability(computeCapability);
  if (architecture === null)
    return unknown(`no table names an architecture with compute capability ${computeCapability}`);
  const { name, firstBranch, lastBranch, source } = architecture;
  const driver = `R${String(branch)}`;
  if (lastBranch !== null && branch > lastBranch)
    return hinders(
      `the driver does not drive this GPU: R${String(lastBranch)} is the last branch for ${name}`,
      `${driver} no longer drives ${name} (${computeCapability}); R${String(lastBranch)} was the last branch [source: ${source}]`,
    );
  if (firstBranch !== null && branch < firstBranch)
    return hinders(
      `the driver does not know this GPU: ${name} begins with R${String(firstBranch)}`,
      `${driver} is older than R${String(firstBranch)}, the first branch that knows ${name} (${computeCapability}); derived [source: ${source}]`,
    );
  return passes(`${driver} drives ${name} (${computeCapability}) [source: ${source}]`);
}
