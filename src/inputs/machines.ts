import { placeClaims, type Placement } from '../compatibility/claims.ts';
import type { Fleet, NodeGroup } from '../compatibility/fleet.ts';
import { landing, type Landing } from '../compatibility/landing.ts';
import { smallestDriver } from '../compatibility/recommend.ts';
import {
  observed,
  unavailable,
  type Evidence,
  type EvidenceSet,
  type Gap,
  type Provenance,
} from '../facts/evidence.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type {
  MachinePlacement,
  WorkloadImage,
  WorkloadMachines,
  WorkloadPlacement,
  WorkloadSummary,
} from '../facts/workload.ts';
import type { Reference } from '../reference/types.ts';

const WITHOUT_SCHEDULER: Landing = {
  lands: null,
  why: 'nothing here says on which machine it is started',
};

/** One group with whether the workload can land there. */
interface Site extends Landing {
  readonly group: NodeGroup;
}

/**
 * Adds on which node groups of the fleet a workload can land, and how its images run there. A group of which it is not known
 * whether the workload lands there counts only where an image would not run on it: then the answer is open.
 */
export function addMachines(subject: SubjectEvidence, fleet: Fleet | undefined): SubjectEvidence {
  const summary = subject.evidence['workload.summary'];
  if (fleet === undefined || summary?.status !== 'observed') return subject;
  const { provenance, value } = summary;
  if (value.engine !== 'kubernetes')
    return withFacts(subject, factsOf(value, sitesOf(fleet, null), [], provenance));
  const placement = subject.evidence['workload.placement'];
  if (placement?.status === 'observed')
    return withFacts(subject, factsOf(value, sitesOf(fleet, placement.value), placement.gaps, provenance));
  const unknown =
    placement ?? unavailable('failed', 'its placement was not read', 'please report this', provenance);
  return withFacts(subject, { groups: unknown, path: unknown, kernels: unknown });
}

interface MachineFacts {
  readonly groups: Evidence<'workload.groups'>;
  readonly path: Evidence<'workload.cuda-path'>;
  readonly kernels: Evidence<'workload.kernels'>;
}

function withFacts(subject: SubjectEvidence, { groups, path, kernels }: MachineFacts): SubjectEvidence {
  const added: EvidenceSet = {
    'workload.groups': groups,
    'workload.cuda-path': path,
    'workload.kernels': kernels,
  };
  return { ...subject, evidence: { ...subject.evidence, ...added } };
}

function sitesOf(fleet: Fleet, constraints: WorkloadPlacement | null): readonly Site[] {
  return fleet.groups.map((group) => ({
    group,
    ...(constraints === null ? WITHOUT_SCHEDULER : landing(constraints, group)),
  }));
}

function factsOf(
  summary: WorkloadSummary,
  sites: readonly Site[],
  open: readonly Gap[],
  provenance: Provenance,
): MachineFacts {
  const images = summary.images.filter(({ make }) => make !== 'other');
  const gpuImages = images.filter(({ claims }) => claims?.device === 'gpu');
  const unknown = images.filter(({ claims }) => claims == null).map(ofUnknownMake);
  const needsGpu = gpuImages.length > 0;
  // A pod that asks for a GPU is never placed on nodes without one.
  const usable = needsGpu
    ? sites.filter(({ group }) => group.gpus === undefined || group.gpus.length > 0)
    : sites;
  const placed = gpuImages.flatMap((image) =>
    usable.filter(({ lands }) => lands !== false).flatMap((site) => placedOn(image, site)),
  );
  const fact = (judge: Judge): ReturnType<typeof observed<WorkloadMachines>> => {
    const answers = placed.map((one) => judged(one, judge));
    const gaps = answers.flatMap(({ gap }) => (gap === null ? [] : [gap]));
    const placements = answers.flatMap(({ placement }) => (placement === null ? [] : [placement]));
    return observed({ placements }, provenance, [...open, ...unknown, ...gaps]);
  };
  const candidates = usable
    .filter(({ lands }) => lands === true)
    .map(({ group }) => ({ group: group.name, nodes: group.nodes ?? null }));
  const scheduled = summary.engine === 'kubernetes' && candidates.length === 0;
  const undecided = scheduled ? usable.filter(({ lands }) => lands === null).map(landingOpen) : [];
  const refused = sites
    .filter((site) => site.lands === false || !usable.includes(site))
    .map(({ group, lands, why }) => ({ group: group.name, why: lands === false ? why : 'it has no GPU' }));
  return {
    groups: observed({ candidates, refused, needsGpu }, provenance, [...open, ...unknown, ...undecided]),
    path: fact(byPath),
    kernels: fact(byKernels),
  };
}

interface Placed {
  readonly image: WorkloadImage;
  readonly site: Site;
  readonly placement: Placement;
}

function placedOn(image: WorkloadImage, site: Site): readonly Placed[] {
  const { reference, claims } = image;
  if (reference === null || claims == null) return [];
  return placeClaims(reference, site.group, claims).map((placement) => ({ image, site, placement }));
}

/** Fits, does not, or null where it is not known; with the line that decides. */
type Judge = (placement: Placement) => { readonly fits: boolean | null; readonly line: RegExp };

const byPath: Judge = ({ cudaPath, gpu }) => ({
  fits: gpu === null || cudaPath === 'unknown' ? null : cudaPath !== 'none',
  line: /^driver |drives|is older than R|^native|^minor-version: driver|compat|class of the GPU|floating|fully/,
});
const byKernels: Judge = ({ arch, gpu }) => ({
  fits: gpu === null || arch === 'unknown' ? null : arch !== 'missing',
  line: /built|SASS|support|seen to|disagree|floating|fully/,
});
function judged(
  { image, site, placement }: Placed,
  judge: Judge,
): { readonly placement: MachinePlacement | null; readonly gap: Gap | null } {
  const { fits, line } = judge(placement);
  const why = (
    placement.reasons.findLast((reason) => line.test(reason)) ??
    placement.reasons.at(-1) ??
    ''
  ).replace(/ ?\[source: [^\]]*\]/g, '');
  const where = `${image.written} on ${site.group.name}`;
  if (fits === null)
    return {
      placement: null,
      gap: { what: where, why, advice: 'read the image, or complete the fleet file' },
    };
  if (!fits && site.lands === null)
    return { placement: null, gap: { what: where, why: `${why}; ${site.why}`, advice: LABELS } };
  const { group } = site;
  return {
    gap: null,
    placement: {
      container: image.container,
      image: image.written,
      group: group.name,
      nodes: group.nodes ?? null,
      gpu: placement.gpu ?? '',
      driver: group.driver ?? '',
      cuda: image.claims?.cuda ?? '',
      fits,
      error: placement.error,
      why,
      wantedDriver: fits ? null : wanted(image.reference, group),
      place: image.place,
    },
  };
}

function wanted(reference: Reference | null, group: NodeGroup): string | null {
  return reference === null ? null : (smallestDriver(reference, group)?.driver ?? null);
}

const LABELS = 'write the labels of the node group in the fleet file';

function landingOpen({ group, why }: Site): Gap {
  return { what: `whether it lands on ${group.name}`, why, advice: LABELS };
}

function ofUnknownMake({ container, written }: WorkloadImage): Gap {
  return {
    what: `${container}: ${written}`,
    why: 'its name does not say which Paddle, for which device, it holds',
    advice: 'say what it is under `images:` in paddle-verify.yaml',
  };
}
