import { fail, notApplicable, pass, type Judgement } from '../../findings/outcome.ts';
import type { WorkloadGroups, WorkloadMachines } from '../../facts/workload.ts';

/** Fails for the groups on which an image of the workload does not fit, all of them in one finding. */
export function judgePlacements(
  { needsGpu, candidates }: WorkloadGroups,
  { placements }: WorkloadMachines,
  message: string,
): Judgement {
  const bad = placements.filter(({ fits }) => !fits);
  const [first, ...others] = bad;
  if (first === undefined)
    return needsGpu || candidates.length > 0 ? pass() : notApplicable('it runs no image for NVIDIA GPUs');
  const { line, column, path } = first.place;
  const on = [...new Set(bad.map(({ group, gpu, driver }) => `${group} (${gpu}, driver ${driver})`))];
  const wanted = [
    ...new Set(bad.flatMap(({ wantedDriver }) => (wantedDriver === null ? [] : [wantedDriver]))),
  ];
  return fail(message, {
    at: [line, column, path],
    related: others.map(({ place }) => [place.line, place.column, place.path] as const),
    data: {
      container: first.container,
      image: first.image,
      groups: on,
      error: first.error ?? first.why,
      why: first.why,
      driver: wanted.length === 0 ? 'none' : wanted,
    },
  });
}
