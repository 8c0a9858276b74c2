import type { NodeGroup } from '../../compatibility/fleet.ts';
import type { Sighting } from '../../inputs/fleet/sighting.ts';
import { UsageError } from '../call/usage-error.ts';

/** What two sources of one machine cannot both be right about. */
const ONE_OF = ['driver', 'driverCuda', 'architecture', 'os'] as const;

/**
 * Two sources of one name are one group: what the first leaves open the second may say; where both speak they must agree, for
 * none of them is better than the other. Notes stay in the order of the sources.
 */
export function merge(sightings: readonly Sighting[]): Sighting {
  const merged = new Map<string, NodeGroup>();
  for (const group of sightings.flatMap(({ groups }) => groups)) {
    const known = merged.get(group.name);
    if (known !== undefined) agree(known, group);
    merged.set(group.name, { ...group, ...known });
  }
  return {
    groups: [...merged.values()],
    notes: [...new Set(sightings.flatMap(({ notes }) => notes))],
  };
}

function agree(known: NodeGroup, group: NodeGroup): void {
  const field = ONE_OF.find(
    (name) => known[name] !== undefined && group[name] !== undefined && known[name] !== group[name],
  );
  if (field === undefined) return;
  throw new UsageError(
    `two sources disagree on ${group.name}: ${field} ${String(known[field])} and ${String(group[field])}`,
    [
      'expected: sources of the same machine at the same time, or another name for one of them',
      'a CDI specification that is older than the driver is made anew by: nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml',
    ],
  );
}
