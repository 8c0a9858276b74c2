import { driverLine } from '../../compatibility/driver-line.ts';
import { capabilitiesOf } from '../../compatibility/gpu-kind.ts';
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

interface Drivers {
  readonly groups: readonly DriverGroup[];
  readonly gaps: readonly Gap[];
}

/** What is known of the drivers of groups, and a gap for each that is not. */
export function driversOf(from: readonly NodeGroup[]): Drivers {
  const all = from.map(driverOf);
  return { groups: all.map(({ known }) => known), gaps: all.flatMap(({ gaps }) => gaps) };
}

interface Driver {
  readonly known: DriverGroup;
  readonly gaps: readonly Gap[];
}

/** Workload after workload asks for the same groups. */
const drivers = new WeakMap<NodeGroup, Driver>();

function driverOf(group: NodeGroup): Driver {
  let driver = drivers.get(group);
  if (driver === undefined) {
    driver = readDriver(group);
    drivers.set(group, driver);
  }
  return driver;
}

function readDriver(group: NodeGroup): Driver {
  const gaps: Gap[] = [];
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
  const ends = line === null ? [] : [line.endOfLife, line.otherEndOfLife].filter((end) => end !== null);
  const { driver = null } = group;
  return { known: { ...counted(group), driver, branch: line?.branch ?? null, ends, capabilities }, gaps };
}
