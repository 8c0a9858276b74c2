import { fail, notApplicable, pass, type Judgement } from '../../findings/outcome.ts';
import type { WorkloadGroups, WorkloadMachines } from '../../facts/workload.ts';

/** Groups that a message names; the rest is counted. */
const NAMED = 6;

/** `t4, a10, … +12`. */
export function shortList(items: readonly string[]): readonly string[] {
  return items.length <= NAMED + 1 ? items : [...items.slice(0, NAMED), `… +${String(items.length - NAMED)}`];
}

/** Fails for the groups on which an image of the workload does not fit, all of them in one finding. */
export function judgePlacements(
  { needsGpu, candidates }: WorkloadGroups,
  { placements }: WorkloadMachines,
  message: string,
): Judgement {
  const [first, ...others] = placements;
  if (first === undefined)
    return needsGpu || candidates.length > 0 ? pass() : notApplicable('it runs no image for NVIDIA GPUs');
  const { line, column, path } = first.place;
  const on = [...new Set(placements.map(({ group, gpu, driver }) => `${group} (${gpu}, driver ${driver})`))];
  const wanted = [
    ...new Set(placements.flatMap(({ wantedDriver }) => (wantedDriver === null ? [] : [wantedDriver]))),
  ];
  const places = new Set(
    others.map(({ place }) => `${place.path}\n${String(place.line)}\n${String(place.column)}`),
  );
  places.delete(`${path}\n${String(line)}\n${String(column)}`);
  return fail(message, {
    at: [line, column, path],
    related: [...places].map((text) => {
      const [file = '', at = '', from = ''] = text.split('\n');
      return [Number(at), Number(from), file] as const;
    }),
    data: {
      container: first.container,
      image: first.image,
      groups: shortList(on),
      error: shortList([...new Set(placements.map(({ error, why }) => error ?? why))]),
      why: first.why,
      driver: wanted.length === 0 ? 'none' : wanted,
    },
  });
}
