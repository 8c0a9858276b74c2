import { placeClaims, type Placement } from '../../compatibility/claims.ts';
import { documentedOn, gateRefusal } from '../../compatibility/driver-line.ts';
import type { NodeGroup } from '../../compatibility/fleet.ts';
import { smallestDriver } from '../../compatibility/recommend.ts';
import type { Gap } from '../../facts/evidence.ts';
import type { MachinePlacement, WorkloadImage, WorkloadMachines } from '../../facts/workload.ts';
import { alikeSites, namesOf, type Site } from './sites.ts';

/** An image on the machines of sites that are alike. */
export interface Placed {
  readonly image: WorkloadImage;
  readonly sites: readonly [Site, ...Site[]];
  readonly placement: Placement;
}

export function placedOn(image: WorkloadImage, sites: readonly Site[]): readonly Placed[] {
  const { reference, claims } = image;
  if (reference === null || claims == null) return [];
  return alikeSites(sites).flatMap((alike) =>
    placeClaims(reference, alike[0].group, claims).map((placement) => ({ image, sites: alike, placement })),
  );
}

/** One answer about a placement. */
export interface Answer {
  /** Null: not known. */
  readonly fits: boolean | null;
  readonly why: string;
  readonly error: string | null;
  /** The smallest driver that would mend it, or null. */
  readonly wantedDriver: string | null;
}

export type Judge = (placed: Placed) => Answer;

/** What the judge says of each placement that it knows, and a gap for each other. */
export function answersOf(
  all: readonly Placed[],
  judge: Judge,
): { readonly value: WorkloadMachines; readonly gaps: readonly Gap[] } {
  const placements: MachinePlacement[] = [];
  const gaps: Gap[] = [];
  let fitting = 0;
  for (const placed of all) {
    const answer = judge(placed);
    const { image, sites } = placed;
    const what = `${image.written} on ${namesOf(sites)}`;
    const [{ lands, why }] = sites;
    if (answer.fits === null)
      gaps.push({ what, why: answer.why, advice: 'read the image, or complete the fleet file' });
    else if (answer.fits) fitting += sites.length;
    else if (lands === null) gaps.push({ what, why: `${answer.why}; ${why}`, advice: LABELS });
    else for (const { group } of sites) placements.push(misfit(placed, group, answer));
  }
  return { value: { placements, fitting }, gaps };
}

export const LABELS = 'write the labels of the node group in the fleet file';

function misfit({ image, placement }: Placed, group: NodeGroup, answer: Answer): MachinePlacement {
  return {
    container: image.container,
    image: image.written,
    group: group.name,
    nodes: group.nodes ?? null,
    gpu: placement.gpu ?? '',
    driver: group.driver ?? '',
    cuda: image.claims?.cuda ?? '',
    error: answer.error,
    why: answer.why,
    wantedDriver: answer.wantedDriver,
    place: image.place,
  };
}

const PATH =
  /^driver |drives|is older than R|^native|^minor-version: driver|compat|class of the GPU|floating|fully/;
const KERNELS = /built|SASS|support|seen to|disagree|floating|fully/;

const FORCED =
  'LD_LIBRARY_PATH puts a compat library before that of the driver: 803 or 804 where it does not fit (workload/leaves-cuda-compat-alone)';

/** The judgement rests on the libcuda of the host; here another one may be loaded. */
function forcesCompat({ driverVariables }: WorkloadImage): boolean {
  return /\/compat(?:[/:]|$)/.test(driverVariables?.variables['LD_LIBRARY_PATH'] ?? '');
}

/** The driver and the GPU run the CUDA of the image. */
export const byPath: Judge = ({ image, sites, placement }) => {
  const { cudaPath, gpu, error } = placement;
  const fits = gpu === null || cudaPath === 'unknown' ? null : cudaPath !== 'none';
  if (fits === true && forcesCompat(image))
    return { fits: null, why: FORCED, error: null, wantedDriver: null };
  const reference = fits === false ? image.reference : null;
  const wanted = reference === null ? null : smallestDriver(reference, sites[0].group);
  return { fits, why: decisive(placement, PATH), error, wantedDriver: wanted?.driver ?? null };
};

/** The build of the image holds code for the GPU. */
export const byKernels: Judge = ({ placement }) => {
  const { arch, gpu, error } = placement;
  const fits = gpu === null || arch === 'unknown' ? null : arch !== 'missing';
  return { fits, why: decisive(placement, KERNELS), error, wantedDriver: null };
};

/** Paddle's own documents ask for no newer driver. Where CUDA does not run at all, that is said elsewhere. */
export const byDocuments: Judge = ({ image, sites, placement }) => {
  const [{ group }] = sites;
  if (placement.cudaPath === 'unknown')
    return { fits: null, why: decisive(placement, PATH), error: null, wantedDriver: null };
  const asked = documentedOn(image.claims ?? { framework: null, cuda: null }, group);
  if (asked === null || asked.met || placement.cudaPath === 'none')
    return { fits: true, why: '', error: null, wantedDriver: null };
  const why = `Paddle's documents ask for driver ${asked.driver} with CUDA ${String(image.claims?.cuda)}`;
  return { fits: false, why, error: null, wantedDriver: asked.driver };
};

const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const UNREAD =
  'NVIDIA_REQUIRE_* stands in the configuration of the image, which was not read; in legacy mode it may refuse the container';

/** The container gate lets it start: only the legacy and csv modes ask it, and it asks what the image and the manifest declare. */
export const byGate: Judge = ({ image, sites }) => {
  const [{ group }] = sites;
  const mode = group.toolkit?.mode;
  const done = { error: null, wantedDriver: null };
  if (mode === 'cdi' || mode === 'jit-cdi') return { ...done, fits: true, why: '' };
  const { variables, open } = image.driverVariables ?? { variables: {}, open: true };
  if (TRUE.has(variables['NVIDIA_DISABLE_REQUIRE'] ?? '')) return { ...done, fits: true, why: '' };
  const refusal = gateRefusal(variables, group);
  if (refusal !== null && !open) return { ...done, fits: false, why: refusal };
  return { ...done, fits: null, why: refusal ?? UNREAD };
};

/** The line of the step that decides, without its source. */
function decisive({ reasons, open }: Placement, line: RegExp): string {
  const found = open ?? reasons.findLast((reason) => line.test(reason)) ?? reasons.at(-1) ?? '';
  return found.replace(/ ?\[source: [^\]]*\]/g, '');
}
