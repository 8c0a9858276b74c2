import { describeTag } from '../reference/describe.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import type { NodeGpu, NodeGroup } from './fleet.ts';
import { asGpu } from './gpu-kind.ts';
import { judgeCompatibility } from './judge.ts';
import { stackOf } from './steps/other-device.ts';
import { judgeProcessor } from './steps/processor.ts';
import type {
  CompatibilityHost,
  CompatibilityImage,
  CompatibilityVerdict,
  CompatibilityWord,
} from './types.ts';

/** One image on one kind of machine. */
export interface Placement extends Omit<CompatibilityVerdict, 'verdict'> {
  /** `not-applicable`: a CPU image asks nothing of a GPU. */
  readonly verdict: CompatibilityWord | 'not-applicable';
  readonly image: string;
  readonly group: string;
  /** Null: the group has no GPU, or none is known. */
  readonly gpu: string | null;
}

/** A compat library that whoever starts the image makes the loader take; its content is still not read. */
export type ForcedCompat = NonNullable<CompatibilityImage['compat']> & { readonly active: true };

/** What the tag of an image claims, held against every kind of GPU of a group. Its content was not read. */
export function placeClaims(
  reference: Reference,
  group: NodeGroup,
  facts: TagFacts = describeTag(reference),
  compat: ForcedCompat | null = null,
): readonly Placement[] {
  const on = (gpu: NodeGpu | null, verdict: Omit<Placement, 'image' | 'group' | 'gpu'>): Placement => ({
    image: reference.original,
    group: group.name,
    gpu: gpu === null ? null : nameOf(gpu),
    ...verdict,
  });
  const unclear = notClaimed(facts);
  if (unclear !== null) return [on(null, open(unclear))];
  if (facts.device === 'cpu') return [on(null, judgeCpu(facts, group))];
  if (facts.device !== 'gpu')
    return [
      on(
        null,
        open(`built for ${String(facts.device)}: ${stackOf(String(facts.device))} decides, not checked here`),
      ),
    ];
  if (group.gpus === undefined) return [on(null, open(`which GPUs ${group.name} has is not known`))];
  if (group.gpus.length === 0)
    return [
      on(null, {
        ...NOTHING,
        verdict: 'incompatible',
        cudaPath: 'none',
        error: 'no GPU in this group',
        reasons: [`${group.name} has no GPU`],
      }),
    ];
  return group.gpus.map((gpu) => on(gpu, judgeOn({ reference, facts, compat }, group, gpu)));
}

const NOTHING: CompatibilityVerdict = {
  verdict: 'unknown',
  cudaPath: 'unknown',
  arch: 'unknown',
  gateInLegacyMode: 'unknown',
  error: null,
  open: null,
  warnings: [],
  reasons: [],
};

function open(reason: string): CompatibilityVerdict {
  return { ...NOTHING, open: reason, reasons: [reason] };
}

/** It asks nothing of a GPU; of the processor it does. */
function judgeCpu(facts: TagFacts, group: NodeGroup): Omit<Placement, 'image' | 'group' | 'gpu'> {
  const { error, reasons: why } = judgeProcessor(processorAsked(facts), processorOf(group));
  const reasons = [...why, 'a CPU image: no GPU is asked for'];
  return error === null
    ? { ...NOTHING, verdict: 'not-applicable', reasons }
    : { ...NOTHING, verdict: 'incompatible', error, reasons };
}

/** A floating tag is no claim: what it names today is not in its text. */
function notClaimed(facts: TagFacts): string | null {
  if (facts.floating.floating) return `a floating tag claims nothing: ${facts.floating.why}`;
  if (facts.device === null) return 'the tag does not say for which device the image is built';
  if (facts.unknown.length > 0) return `the tag is not fully understood: ${facts.unknown.join(', ')}`;
  return null;
}

interface Claim {
  readonly reference: Reference;
  readonly facts: TagFacts;
  readonly compat: ForcedCompat | null;
}

function judgeOn({ reference, facts, compat }: Claim, group: NodeGroup, gpu: NodeGpu): CompatibilityVerdict {
  const image: CompatibilityImage = {
    reference: null,
    framework: facts.framework,
    cuda: facts.cuda,
    cudnn: facts.cudnn,
    tensorrt: facts.tensorrt,
    sass: null,
    ptx: null,
    env: null,
    compat,
    ...processorAsked(facts),
  };
  const found = judgeCompatibility({
    image,
    // The gate is another question, which the tag does not answer: here only whether CUDA can run.
    host: {
      os: group.os ?? 'linux',
      driver: group.driver ?? '',
      driverCuda: group.driverCuda ?? null,
      mode: 'cdi',
      wsl: group.wsl ?? false,
      ...processorOf(group),
    },
    gpu: asGpu(gpu),
  });
  return { ...found, warnings: [...found.warnings, ...doubts(reference, facts)] };
}

/** Official builds use AVX, but for those that say that they do not. Of an architecture that the tag leaves open nothing is asked. */
function processorAsked({
  arch,
  family,
  flavours,
}: TagFacts): Required<Pick<CompatibilityImage, 'architecture' | 'avx'>> {
  const official = family === 'paddle' && !flavours.some((flavour) => flavour.includes('noavx'));
  return { architecture: arch, avx: official ? true : null };
}

function processorOf({
  architecture,
  cpu,
}: NodeGroup): Required<Pick<CompatibilityHost, 'architecture' | 'avx'>> {
  return { architecture: architecture ?? null, avx: cpu?.avx ?? cpu?.flags?.includes('avx') ?? null };
}

function doubts({ tag }: Reference, facts: TagFacts): readonly string[] {
  const guessed = facts.inferred.filter((field) => field === 'cuda' || field === 'framework');
  return [
    ...(facts.seen === 'contradicted'
      ? [
          `${String(tag)} is not on the project's list for ${String(facts.version)}; nearest: ${facts.nearest.join(', ') || 'none'}`,
        ]
      : []),
    ...guessed.map(
      (field) =>
        `${field} ${String(facts[field === 'cuda' ? 'cuda' : 'framework'])} is a default of its time, not in the tag`,
    ),
  ];
}

function nameOf({ product, computeCapability, mig }: NodeGpu): string {
  const name = product ?? `compute capability ${String(computeCapability)}`;
  return mig === undefined ? name : `${name} (MIG ${mig})`;
}
