import { describeTag } from '../reference/describe.ts';
import type { Reference } from '../reference/types.ts';
import type { NodeGroup } from './fleet.ts';
import { machineKey } from './machine-key.ts';
import { placeWithRepair, type RepairedPlacement } from './repair.ts';

/**
 * Every image on every group, by image and then by group. Groups whose machines are alike are judged once: their placements
 * share what was found.
 */
export function placeAll(
  references: readonly Reference[],
  groups: readonly NodeGroup[],
): readonly RepairedPlacement[] {
  const machines = groups.map((group) => ({ group, machine: machineKey(group) }));
  const all: RepairedPlacement[] = [];
  for (const reference of references) {
    const facts = describeTag(reference);
    const known = new Map<string, readonly RepairedPlacement[]>();
    for (const { group, machine } of machines) {
      let placements = known.get(machine);
      if (placements === undefined) {
        placements = placeWithRepair(reference, group, facts);
        known.set(machine, placements);
        all.push(...placements);
      } else for (const placement of placements) all.push({ ...placement, group: group.name });
    }
  }
  return all;
}
