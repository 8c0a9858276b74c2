import type { Fleet, NodeGroup } from '../../compatibility/fleet.ts';
import { landing, type Landing } from '../../compatibility/landing.ts';
import { machineKey } from '../../compatibility/machine-key.ts';
import type { WorkloadPlacement } from '../../facts/workload.ts';

/** One group with whether the workload can land there. */
export interface Site extends Landing {
  readonly group: NodeGroup;
}

const WITHOUT_SCHEDULER: Landing = {
  lands: null,
  why: 'nothing here says on which machine it is started',
};

/** `constraints` is null where no scheduler places the workload. */
export function sitesOf(fleet: Fleet, constraints: WorkloadPlacement | null): readonly Site[] {
  return fleet.groups.map((group) => ({
    group,
    ...(constraints === null ? WITHOUT_SCHEDULER : landing(constraints, group)),
  }));
}

/** A pod that asks for a GPU is never placed on nodes without one. */
export const hasGpus = ({ group }: Site): boolean => group.gpus === undefined || group.gpus.length > 0;

/** Sites with the same machines, and the same answer to whether the workload lands there: they are judged once. */
export function alikeSites(sites: readonly Site[]): readonly (readonly [Site, ...Site[]])[] {
  const known = new Map<string, [Site, ...Site[]]>();
  for (const site of sites) {
    const key = `${String(site.lands)} ${machineKey(site.group)}`;
    const some = known.get(key);
    if (some === undefined) known.set(key, [site]);
    else some.push(site);
  }
  return [...known.values()];
}

/** Groups that a text names; the rest is counted. */
const NAMED = 4;

/** `t4, a10 and 12 more`. */
export function namesOf(sites: readonly Site[]): string {
  const names = sites.slice(0, NAMED).map(({ group }) => group.name);
  const more = sites.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
