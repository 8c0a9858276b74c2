import { capabilitiesOf, driverLine } from '../../compatibility/driver-line.ts';
import type { Fleet, NodeGroup } from '../../compatibility/fleet.ts';
import { observed, type EvidenceSet, type Gap } from '../../facts/evidence.ts';
import type { DriverGroup } from '../../facts/workload.ts';

/** What the fleet itself is, whatever runs on it. */
export function fleetFacts(fleet: Fleet): EvidenceSet {
  const { groups, gaps } = driversOf(
    fleet.groups.filter(({ gpus }) => gpus === undefined || gpus.length > 0),
  );
  return {
    'inputs.fleet': observed(
      { groups },
      { collector: 'fleet', source: fleet.name ?? 'fleet', digest: null },
      gaps,
    ),
  };
}

export const counted = ({
  name,
  nodes,
}: NodeGroup): { readonly group: string; readonly nodes: number | null } => ({
  group: name,
  nodes: nodes ?? null,
});

/** What is known of the drivers of groups, and a gap for each that is not. */
export function driversOf(from: readonly NodeGroup[]): {
  readonly groups: readonly DriverGroup[];
  readonly gaps: readonly Gap[];
} {
  const groups: DriverGroup[] = [];
  const gaps: Gap[] = [];
  for (const group of from) {
    const line = driverLine(group);
    if (line === null)
      gaps.push({
        what: `the driver of ${group.name}`,
        why:
          group.driver === undefined
            ? 'it is not written'
            : `no table gives an end for the branch of ${group.driver}`,
        advice:
          'write the driver in the fleet file, or look its branch up at docs.nvidia.com/datacenter/tesla/drivers',
      });
    const capabilities = capabilitiesOf(group);
    if (capabilities === null)
      gaps.push({
        what: `the GPUs of ${group.name}`,
        why: 'their compute capability is not known',
        advice: 'write `computeCapability` beside the product in the fleet file',
      });
    groups.push({
      ...counted(group),
      driver: group.driver ?? null,
      branch: line?.branch ?? null,
      ends:
        line === null ? [] : [line.endOfLife, ...(line.otherEndOfLife === null ? [] : [line.otherEndOfLife])],
      capabilities,
    });
  }
  return { groups, gaps };
}
