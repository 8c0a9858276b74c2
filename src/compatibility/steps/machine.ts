import { leadingNumber, majorMinor, parseDotted } from '../dotted-version.ts';
import { gpuProduct, type GpuProduct } from '../matrix/gpus.ts';
import { cudaOfBranch } from '../matrix/toolkits.ts';
import type { CompatibilityGpu, CompatibilityHost, GpuClass } from '../types.ts';

/** A driver and a GPU, as far as they are known. */
export interface Machine {
  readonly os: 'linux' | 'windows';
  /** Whose driver it is: in WSL 2 the one of Windows. */
  readonly driverOs: 'linux' | 'windows';
  /** A Jetson: not driven by what the tables know. */
  readonly tegra: boolean;
  readonly virtual: boolean;
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
  const driverOs = host.wsl === true ? 'windows' : host.os;
  if (host.wsl === true) reasons.push('WSL 2: the driver is the one of Windows, and so are its rows');
  return {
    os: host.os,
    driverOs,
    tegra: isTegra(gpu),
    virtual: gpu.virtual === true || isVirtual(gpu.product ?? ''),
    driver,
    branch,
    driverCuda: readDriverCuda(host, driverOs === 'linux' ? branch : null, reasons),
    ...readGpu(gpu, reasons),
    brand: gpu.brand,
    reasons,
  };
}

/** As the driver reports it, else as its branch does on Linux. */
function readDriverCuda(
  { driverCuda }: CompatibilityHost,
  branch: number | null,
  reasons: string[],
): string | null {
  const reported = driverCuda === null ? null : majorMinor(driverCuda);
  const derived = branch === null ? null : cudaOfBranch(branch);
  if (reported === null && derived !== null)
    reasons.push(`CUDA of the driver: ${derived}, derived from its branch ${String(branch)}`);
  return reported ?? derived;
}

/** Jetson modules, by product or by what the integrated GPU is called. GB10 is an embedded GPU with the driver of servers. */
function isTegra({ product, class: group }: CompatibilityGpu): boolean {
  const name = product ?? '';
  return (
    /\b(?:jetson|tegra|orin|xavier|thor|nvgpu)\b/i.test(name) ||
    (group === 'embedded' && !/\bGB10\b/i.test(name))
  );
}

/** `GRID T4-16Q`, `NVIDIA A10-24Q`, `A100-40C`: the letter behind the memory names the kind of profile. */
function isVirtual(product: string): boolean {
  return /^(?:NVIDIA[ -])?GRID\b/i.test(product) || /-\d{1,3}[ABCQ]$/.test(product);
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
  return { computeCapability: ofProduct(known, given, reasons), class: found };
}

/** What the table says of a product, unless it is contradicted. */
function ofProduct(known: GpuProduct, given: string | null, reasons: string[]): string | null {
  const { product, computeCapability, source, other } = known;
  const table = `${product} has compute capability ${computeCapability} [source: ${source}]`;
  const against =
    given === null
      ? other && `${other.computeCapability} by another table [source: ${other.source}]`
      : given !== computeCapability && `${given} is given`;
  if (typeof against === 'string') {
    reasons.push(`${table}, but ${against}: neither is taken`);
    return null;
  }
  if (given === null) reasons.push(table);
  return computeCapability;
}

function givenCapability({ computeCapability }: CompatibilityGpu, reasons: string[]): string | null {
  const given = computeCapability === null ? null : majorMinor(computeCapability);
  if (computeCapability !== null && given === null)
    reasons.push(`compute capability "${computeCapability}" is none; right: 8.6`);
  return given;
}
