import { atLeast } from './dotted-version.ts';
import { documentedDriver, knownIssues } from './matrix/paddle-builds.ts';
import { onOtherRows } from './matrix/team-rows.ts';
import { readInput } from './read-input.ts';
import { judgeCudaPath } from './steps/cuda-path.ts';
import { judgeDriven } from './steps/driven.ts';
import { judgeGate, type GateStep } from './steps/gate.ts';
import { judgeKernels } from './steps/kernels.ts';
import { judgeLibraries } from './steps/libraries.ts';
import { judgeDriverStack } from './steps/driver-stack.ts';
import { readMachine, type Machine } from './steps/machine.ts';
import { otherDevice } from './steps/other-device.ts';
import { judgeProcessor } from './steps/processor.ts';
import type { Step } from './steps/step.ts';
import type {
  CompatibilityImage,
  CompatibilityInput,
  CompatibilityVerdict,
  CompatibilityWord,
  RuntimeMode,
} from './types.ts';

/**
 * Whether the image can compute on the GPU of the host, by which of NVIDIA's rules, and whether the container gate lets it start.
 * Pure; never throws; a fact or a row that is missing makes `unknown`, never another word.
 */
export function judgeCompatibility(input: CompatibilityInput): CompatibilityVerdict {
  const read = readInput(input);
  const other = otherDevice(read.image.reference);
  if (other !== null) return other;
  const key = keyOf(read);
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const verdict = judge(read);
  if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
  if (key.length <= MAX_KEY) verdicts.set(key, verdict);
  return verdict;
}

/** A fleet asks the same question of the same figures again and again: 1,000 node groups have few drivers and fewer GPUs. */
const verdicts = new Map<string, CompatibilityVerdict>();
const MAX_VERDICTS = 16_384;
onOtherRows(() => {
  verdicts.clear();
});
const MAX_KEY = 8192;

/** Everything that the verdict depends on. */
function keyOf({ image, host, gpu }: CompatibilityInput): string {
  const env = image.env === null ? null : Object.entries(image.env);
  return [
    image.framework,
    image.cuda,
    image.cudnn,
    image.tensorrt,
    image.sass === null ? null : `[${image.sass.join('\n')}]`,
    image.ptx === null ? null : `[${image.ptx.join('\n')}]`,
    image.compat === null ? 'not read' : image.compat.package,
    image.compat?.active ?? null,
    env === null || env.length === 0 ? env && '' : JSON.stringify(env),
    host.os,
    host.driver,
    host.driverCuda,
    host.mode,
    gpu.product,
    gpu.computeCapability,
    gpu.class,
    gpu.brand,
    image.architecture,
    image.avx,
    host.wsl,
    host.architecture,
    host.avx,
    gpu.virtual,
  ]
    .map((part) => String(part ?? '\u0001'))
    .join('\u0000');
}

function judge({ image, host, gpu }: CompatibilityInput): CompatibilityVerdict {
  const machine = readMachine(host, gpu);
  const driven = judgeDriven(machine);
  const path = judgeCudaPath(image, machine);
  const kernels = judgeKernels(image, machine, path.path);
  const libraries = judgeLibraries(image, machine);
  const gate = judgeGate(image.env, machine);
  const steps: readonly Step[] = [
    judgeProcessor(image, host),
    judgeDriverStack(machine),
    driven,
    path,
    kernels,
    libraries,
  ];
  const issue = issueOf(image, machine);
  const { verdict, error, open } = decide(steps, gate, host.mode, issue);
  return {
    verdict,
    cudaPath: driven.hinders === 'yes' ? 'none' : path.path,
    arch: kernels.arch,
    gateInLegacyMode: gate.gate,
    error,
    open,
    warnings: [...steps.flatMap((step) => step.warnings), ...documented(image, machine, path.path)],
    reasons: [
      ...machine.reasons,
      ...steps.flatMap((step) => step.reasons),
      ...gate.reasons,
      ...(issue === null ? [] : [issue]),
    ],
  };
}

interface Decision {
  readonly verdict: CompatibilityWord;
  readonly error: string | null;
  readonly open: string | null;
}

function decide(
  steps: readonly Step[],
  gate: GateStep,
  mode: RuntimeMode | null,
  issue: string | null,
): Decision {
  const hindering = steps.find((step) => step.hinders === 'yes');
  if (hindering !== undefined) return { verdict: 'incompatible', error: hindering.error, open: null };
  const open = steps.find((step) => step.hinders === 'unknown');
  // A step ends with what it could not settle; what it passed on the way stands before.
  if (open !== undefined) return { verdict: 'unknown', error: null, open: open.reasons.at(-1) ?? null };
  // Only the legacy mode evaluates the requirements; of a mode that is not known the worse is assumed.
  const gated = mode === 'legacy' || mode === null;
  if (gated && gate.gate === 'refuse') return { verdict: 'blocked', error: gate.error, open: null };
  if (gated && gate.gate === 'unknown')
    return { verdict: 'unknown', error: null, open: gate.reasons.at(-1) ?? null };
  return issue === null
    ? { verdict: 'compatible', error: null, open: null }
    : { verdict: 'compatible-known-issue', error: issue, open: null };
}

function issueOf({ framework, cuda }: CompatibilityImage, { driver, os }: Machine): string | null {
  if (framework === null || cuda === null || driver === null || os !== 'linux') return null;
  const issue = knownIssues(framework, cuda).find(
    ({ driverAbove }) => atLeast(driverAbove, driver) === false,
  );
  return issue === undefined ? null : `known issue: ${issue.summary} [source: ${issue.source}]`;
}

/** Paddle's own documents may ask for more than NVIDIA's rules: said, and not decided by. */
function documented(
  { framework, cuda }: CompatibilityImage,
  { driver, driverOs }: Machine,
  path: string,
): readonly string[] {
  if (framework === null || cuda === null || driver === null) return [];
  const asked = documentedDriver(framework, cuda, driverOs);
  const passed = path === 'native' || path === 'minor-version';
  if (asked === null || !passed || atLeast(driver, asked.driver) !== false) return [];
  return [
    `Paddle's documents ask for driver ${asked.driver} with CUDA ${cuda} [source: ${asked.source}]; NVIDIA's rules do not`,
  ];
}
