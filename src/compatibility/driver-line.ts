import type { NodeGroup } from './fleet.ts';
import { asGpu } from './gpu-kind.ts';
import { driverBranch } from './matrix/branches.ts';
import { documentedDriver } from './matrix/paddle-builds.ts';
import { atLeast, leadingNumber } from './dotted-version.ts';
import { judgeCompatibility } from './judge.ts';

/** What the tables say of the branch of a group's driver; null where they have no row, or no end. */
export interface DriverLine {
  readonly branch: number;
  readonly kind: string;
  /** `2028-06`, or `passed` where only that is said. */
  readonly endOfLife: string;
  /** What another source says. */
  readonly otherEndOfLife: string | null;
  readonly source: string;
}

export function driverLine({ driver }: NodeGroup): DriverLine | null {
  const branch = leadingNumber(driver ?? '');
  const row = branch === null ? null : driverBranch(branch);
  if (row === null || row.endOfLife === null) return null;
  return { ...row, endOfLife: row.endOfLife };
}

/** The driver that Paddle's own documents ask for, and whether the group has it. Null: they ask for none, or the driver is not known. */
export function documentedOn(
  { framework, cuda }: { readonly framework: string | null; readonly cuda: string | null },
  { driver, os = 'linux' }: NodeGroup,
): { readonly driver: string; readonly source: string; readonly met: boolean } | null {
  if (framework === null || cuda === null || driver === undefined) return null;
  const asked = documentedDriver(framework, cuda, os);
  const met = asked === null ? null : atLeast(driver, asked.driver);
  return asked === null || met === null ? null : { ...asked, met };
}

const NO_IMAGE = {
  reference: null,
  framework: null,
  cuda: null,
  cudnn: null,
  tensorrt: null,
  sass: null,
  ptx: null,
  compat: null,
} as const;

/** What the container gate says of variables on each GPU of a group, were they all that there is: why it refuses, or null. */
export function gateRefusal(
  env: Readonly<Record<string, string>>,
  { os = 'linux', driver = '', driverCuda, gpus = [] }: NodeGroup,
): string | null {
  const host = { os, driver, driverCuda: driverCuda ?? null, mode: 'legacy' } as const;
  for (const gpu of gpus) {
    const found = judgeCompatibility({ image: { ...NO_IMAGE, env }, host, gpu: asGpu(gpu) });
    const reason = found.reasons.findLast((text) => text.startsWith('gate: '));
    if (found.gateInLegacyMode === 'refuse') return reason?.slice('gate: '.length) ?? 'refused';
  }
  return null;
}
