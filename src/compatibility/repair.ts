import { describeTag } from '../reference/describe.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import { placeClaims, type Placement } from './claims.ts';
import type { NodeGroup } from './fleet.ts';
import { driverTrials, runs, type DriverTrial } from './recommend.ts';
import { CAPABILITY_NOT_KNOWN } from './steps/driven.ts';

/** What a person can do about a placement that is not known to run. */
export interface Repair {
  /** The smallest driver with which the image runs there; null when it is not the driver, or no driver helps. */
  readonly driver: string | null;
  /** One sentence, an instruction. */
  readonly advice: string;
}

export interface RepairedPlacement extends Placement {
  /** Null: nothing to repair. */
  readonly repair: Repair | null;
}

/** Every kind of GPU of a group, each with what would make the image run there. */
export function placeWithRepair(
  reference: Reference,
  group: NodeGroup,
  facts: TagFacts = describeTag(reference),
): readonly RepairedPlacement[] {
  return placeClaims(reference, group, facts).map((placement, at) => {
    const gpu = group.gpus?.[at];
    // Of a mixed group each kind of GPU has its own answer.
    const alone = gpu === undefined ? group : { ...group, gpus: [gpu] };
    return { ...placement, repair: runs(placement) ? null : repairOf(placement, reference, alone, facts) };
  });
}

const RECOMMEND = '`paddle-verify recommend` lists those that run';

function repairOf(placement: Placement, reference: Reference, group: NodeGroup, facts: TagFacts): Repair {
  const told = ofClaims(reference, facts) ?? ofMachine(facts, group) ?? ofPlacement(placement);
  if (told !== null) return advice(told);
  const trials = driverTrials(reference, group, facts);
  const found = trials.find(({ placements }) => placements.every(runs));
  if (found === undefined) return advice(withoutDriver(placement, trials));
  const path = found.placements[0]?.cudaPath ?? 'unknown';
  return {
    driver: found.driver,
    advice: `Upgrade the driver to ${found.driver} or newer: the image then runs (${path})`,
  };
}

/** A driver may take away what hinders now and leave something else open: that is no yes, and no "nothing helps" either. */
function withoutDriver({ verdict, open }: Placement, trials: readonly DriverTrial[]): string {
  for (const { driver, placements } of trials) {
    const left = placements[0];
    if (left?.verdict === 'unknown' && left.open !== open)
      return `Upgrade the driver to ${driver} or newer first; then still open: ${String(left.open)}. Or take another image: ${RECOMMEND}`;
  }
  const why = verdict === 'unknown' ? 'No driver of the tables settles it' : 'No driver helps there';
  return `${why}. Take another image: ${RECOMMEND}`;
}

function ofPlacement({ verdict, open }: Placement): string | null {
  if (verdict === 'compatible-known-issue') return `Take an image without the issue: ${RECOMMEND}`;
  return open === CAPABILITY_NOT_KNOWN
    ? 'Say the compute capability of the GPU: `computeCapability` in the fleet file, or `--gpu 7.5`'
    : null;
}

function advice(text: string): Repair {
  return { driver: null, advice: text };
}

/** Where the tag leaves open what is in the image. */
function ofClaims({ original }: Reference, { floating, device, unknown, nearest }: TagFacts): string | null {
  if (/^\d[\w.-]*$/.test(original))
    return `Write the repository before the tag: paddlepaddle/paddle:${original}`;
  const such = nearest[0] === undefined ? '' : `, such as ${nearest[0]}`;
  if (floating.floating) return `Write the full tag of what is meant${such}: version, CUDA and cuDNN`;
  if (device === null) return 'Ask about the PaddlePaddle image that it is built on';
  if (unknown.length > 0) return `Write a tag that was published${such}`;
  return device === 'gpu' || device === 'cpu'
    ? null
    : `Ask the maker of the ${device}: only NVIDIA's drivers are judged`;
}

/** Where the fleet file leaves open what the machine is, or no driver is to blame. */
function ofMachine({ arch, device }: TagFacts, { architecture, gpus, driver }: NodeGroup): string | null {
  if (arch !== null && architecture !== undefined && arch !== architecture)
    return `Take an image for ${architecture}, or nodes with ${arch}`;
  if (device === 'cpu') return null;
  if (gpus === undefined)
    return 'Write the GPUs of the group into the fleet file: `paddle-verify fleet detect` reads them';
  if (gpus.length === 0)
    return 'Keep it off these nodes: a request for `nvidia.com/gpu`, a nodeSelector or an affinity';
  if (driver === undefined)
    return 'Write the driver of the group into the fleet file: `nvidia-smi` prints it';
  return null;
}
