import { placeClaims, type ForcedCompat, type Placement } from '../../compatibility/claims.ts';
import type { NodeGpu, NodeGroup } from '../../compatibility/fleet.ts';
import type { Gap } from '../../facts/evidence.ts';
import type { MachinePlacement, WorkloadImage, WorkloadMachines } from '../../facts/workload.ts';
import { alikeSites, namesOf, type Site } from './sites.ts';

/** An image on the machines of sites that are alike. */
export interface Placed {
  readonly image: WorkloadImage;
  readonly sites: readonly [Site, ...Site[]];
  readonly placement: Placement;
  /** Null: the sites have no GPU, or none is known. */
  readonly gpu: NodeGpu | null;
  /** The manifest makes the loader take a compat library instead of the driver's own libcuda. */
  readonly forced: boolean;
}

export function placedOn(image: WorkloadImage, sites: readonly Site[]): readonly Placed[] {
  const { reference, claims } = image;
  if (reference === null || claims == null) return [];
  const compat = forcedCompat(image.driverVariables?.variables['LD_LIBRARY_PATH'] ?? '');
  return alikeSites(sites).flatMap((alike) => {
    const [{ group }] = alike;
    return placeClaims(reference, group, claims, compat).map((placement, index) => {
      const gpu = placement.gpu === null ? null : (group.gpus?.[index] ?? null);
      return { image, sites: alike, placement, gpu, forced: compat !== null };
    });
  });
}

/** The library that a path such as `/usr/local/cuda-12.6/compat:/usr/lib` puts first; null: none. */
function forcedCompat(path: string): ForcedCompat | null {
  const found = /(?:\/cuda(?:-(\d+)\.(\d+))?[^:/]*)?\/compat(?:[/:]|$)/.exec(path);
  if (found === null) return null;
  const [, major, minor] = found;
  return { package: major === undefined || minor === undefined ? null : `${major}-${minor}`, active: true };
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
