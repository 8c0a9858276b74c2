import { compareDotted, majorMinor, parseDotted } from '../dotted-version.ts';
import { toolkitRange } from '../matrix/architectures.ts';
import { sassOfBuild, seenCapability } from '../matrix/paddle-builds.ts';
import type { ArchitectureWord, CompatibilityImage, CudaPath } from '../types.ts';
import type { Machine } from './machine.ts';
import { hinders, passes, unknown, type Step } from './step.ts';

export interface KernelStep extends Step {
  readonly arch: ArchitectureWord;
}

const NOT_ON_TEGRA =
  'code for another GPU of the same major version: NVIDIA promises that it runs on desktop and data-centre GPUs, not on Tegra [source: https://docs.nvidia.com/cuda/cuda-c-programming-guide/#binary-compatibility]';
const NO_KERNEL = 'no kernel image (209)';

/** Whether the framework's build holds code for the GPU, and whether the image's CUDA still knows it. */
export function judgeKernels(image: CompatibilityImage, machine: Machine, path: CudaPath): KernelStep {
  const { computeCapability } = machine;
  if (computeCapability === null) return open('the compute capability of the GPU is not known');
  const dropped = droppedByToolkit(image.cuda, computeCapability);
  if (dropped !== null) return missing(dropped);
  const found =
    image.sass === null
      ? byTable(image, machine.os, computeCapability)
      : byBinary(image.sass, image, computeCapability, path);
  return machine.tegra && found.arch === 'ok-binary-compat' ? open(NOT_ON_TEGRA) : found;
}

/** CUDA 12 has no Kepler, CUDA 13 nothing before Turing: neither compiler nor libraries. */
function droppedByToolkit(cuda: string | null, computeCapability: string): string | null {
  const version = cuda === null ? null : majorMinor(cuda);
  const range = toolkitRange(computeCapability);
  if (version === null || range?.lastCuda == null || isUpTo(version, range.lastCuda)) return null;
  return `CUDA ${version} no longer supports ${computeCapability}: ${range.lastCuda} is the last that does [source: ${range.source}]`;
}

/** From what is embedded. Code for X.y runs on X.z with z >= y, never on another major; PTX only where a driver can compile it. */
function byBinary(
  sass: readonly string[],
  { ptx, cuda }: CompatibilityImage,
  computeCapability: string,
  path: CudaPath,
): KernelStep {
  const covering = sassFor(sass, computeCapability);
  const listed = `SASS for ${sass.join(', ') || 'nothing'}`;
  if (covering === computeCapability)
    return { ...passes(`${listed}: ${computeCapability} is embedded`), arch: 'ok' };
  if (covering !== null)
    return {
      ...passes(
        `${listed}: code for ${covering} runs on ${computeCapability} (same major, higher minor)${tooNew(cuda, computeCapability)}`,
      ),
      arch: 'ok-binary-compat',
    };
  const source = (ptx ?? []).find((target) => isUpTo(target.replace(/[af]$/, ''), computeCapability));
  if (source === undefined || /[af]$/.test(source))
    return missing(`${listed}: nothing runs on ${computeCapability}, and no PTX helps`);
  if (path === 'native' || path === 'forward-compat')
    return {
      ...passes(`${listed}; PTX for ${source} is compiled by the driver for ${computeCapability}`),
      arch: 'ok',
    };
  if (path === 'minor-version')
    return {
      ...hinders(
        'unsupported PTX version (222)',
        `${listed}; PTX of CUDA ${String(cuda)} cannot be compiled by the older driver`,
      ),
      arch: 'missing',
    };
  return open(`${listed}; whether the driver can compile PTX for ${source} is not known`);
}

function tooNew(cuda: string | null, computeCapability: string): string {
  const version = cuda === null ? null : majorMinor(cuda);
  const first = toolkitRange(computeCapability)?.firstCuda ?? null;
  if (version === null || first === null || isUpTo(first, version)) return '';
  return `, although CUDA ${version} is older than ${first}, the first that can build for it`;
}

/** The embedded capability that runs on the GPU: itself, else the nearest below of the same major. */
function sassFor(sass: readonly string[], computeCapability: string): string | null {
  const exact = [computeCapability, `${computeCapability}a`, `${computeCapability}f`];
  if (sass.some((target) => exact.includes(target))) return computeCapability;
  const gpu = parseDotted(computeCapability);
  const below = sass.filter((target) => {
    const version = parseDotted(target);
    return version !== null && gpu !== null && version[0] === gpu[0] && compareDotted(version, gpu) < 0;
  });
  return below.sort((a, b) => compareDotted(parseDotted(a) ?? [], parseDotted(b) ?? [])).at(-1) ?? null;
}

/** From what is known of official builds: every list that the build may have been made with has to cover the GPU. */
function byTable(
  { framework, cuda }: CompatibilityImage,
  os: 'linux' | 'windows',
  computeCapability: string,
): KernelStep {
  if (framework === null || cuda === null) return open('neither the embedded code nor the build is known');
  const build = `Paddle ${framework} with CUDA ${cuda}`;
  const seen = seenCapability(framework, cuda, computeCapability);
  if (seen !== null) return bySight(build, computeCapability, seen);
  const known = sassOfBuild(framework, cuda, os);
  if (known === null) return open(`for which GPUs ${build} was built is not known`);
  const covered = known.lists.map((list) => sassFor(list, computeCapability));
  const where = `${known.lists.map((list) => list.join(' ')).join(' or ')}, ${known.origin} [source: ${known.source}]`;
  if (covered.every((found) => found === null)) return missing(`${build} was built for ${where}`);
  if (covered.some((found) => found === null))
    return open(`${build} was built for ${where}: not known which`);
  const word = covered.every((found) => found === computeCapability) ? 'ok' : 'ok-binary-compat';
  return { ...passes(`${build} was built for ${where}`), arch: word };
}

function bySight(
  build: string,
  computeCapability: string,
  { covered, source }: { readonly covered: boolean | null; readonly source: string },
): KernelStep {
  if (covered === null)
    return open(`whether ${build} holds code for ${computeCapability}: sources disagree [source: ${source}]`);
  if (!covered) return missing(`${build} was seen to fail on ${computeCapability} [source: ${source}]`);
  return { ...passes(`${build} was seen to run on ${computeCapability} [source: ${source}]`), arch: 'ok' };
}

function isUpTo(a: string, b: string): boolean {
  const left = parseDotted(a);
  const right = parseDotted(b);
  return left !== null && right !== null && compareDotted(left, right) <= 0;
}

function missing(reason: string): KernelStep {
  return { ...hinders(NO_KERNEL, reason), arch: 'missing' };
}

function open(reason: string): KernelStep {
  return { ...unknown(reason), arch: 'unknown' };
}
