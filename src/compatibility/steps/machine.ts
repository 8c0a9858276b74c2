import { leadingNumber, majorMinor, parseDotted } from '../dotted-version.ts';
import { gpuProduct } from '../matrix/gpus.ts';
import { cudaOfBranch } from '../matrix/toolkits.ts';
import type { CompatibilityGpu, CompatibilityHost, GpuClass } from '../types.ts';

/** A driver and a GPU, as far as they are known. */
export interface Machine {
  readonly os: 'linux' | 'windows';
  /** Null when the text is no driver version. */
  readonly driver: string | null;
  readonly branch: number | null;
  /** CUDA that the driver reports: as given, else what its branch reports. */
  readonly driverCuda: string | null;
  readonly computeCapability: string | null;
  readonly class: GpuClass | null;
  readonly brand: string | null;
  readonly reasons: readonly string[];
}

/** Takes the machine as it is given, and from the product's name what was left out. Two that disagree settle nothing. */
export function readMachine(host: CompatibilityHost, gpu: CompatibilityGpu): Machine {
  const reasons: string[] = [];
  const driver = parseDotted(host.driver) === null ? null : host.driver;
  const branch = driver === null ? null : leadingNumber(driver);
  if (driver === null) reasons.push(`driver "${host.driver}" is no driver version; right: 535.104.05`);
  const reported = host.driverCuda === null ? null : majorMinor(host.driverCuda);
  const derived = branch === null || host.os !== 'linux' ? null : cudaOfBranch(branch);
  if (reported === null && derived !== null)
    reasons.push(`CUDA of the driver: ${derived}, derived from its branch ${String(branch)}`);
  return {
    os: host.os,
    driver,
    branch,
    driverCuda: reported ?? derived,
    ...readGpu(gpu, reasons),
    brand: gpu.brand,
    reasons,
  };
}

function readGpu(
  gpu: CompatibilityGpu,
  reasons: string[],
): { readonly computeCapability: string | null; readonly class: GpuClass | null } {
  const known = gpu.product === null ? null : gpuProduct(gpu.product);
  const given = givenCapability(gpu, reasons);
  const found = gpu.class ?? known?.class ?? null;
  if (known === null) {
    if (given === null && gpu.product !== null)
      reasons.push(`${gpu.product} is not in the table of GPUs: its compute capability is not known`);
    return { computeCapability: given, class: found };
  }
  const table = `${known.product} has compute capability ${known.computeCapability} [source: ${known.source}]`;
  if (given === null || given === known.computeCapability) {
    if (given === null) reasons.push(table);
    return { computeCapability: known.computeCapability, class: found };
  }
  reasons.push(`${table}, but ${given} is given: neither is taken`);
  return { computeCapability: null, class: found };
}

function givenCapability({ computeCapability }: CompatibilityGpu, reasons: string[]): string | null {
  const given = computeCapability === null ? null : majorMinor(computeCapability);
  if (computeCapability !== null && given === null)
    reasons.push(`compute capability "${computeCapability}" is none; right: 8.6`);
  return given;
}
