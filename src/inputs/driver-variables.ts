import type { ContainerVariable } from '../facts/container.ts';
import { observed, type Evidence, type EvidenceSet, type Gap } from '../facts/evidence.ts';
import { holdsPlaceholder } from './placeholder.ts';

/** Each is a fact of its own, so that what is unknown of one leaves the others as they are. */
const VARIABLES = {
  'container.visible-devices': 'NVIDIA_VISIBLE_DEVICES',
  'container.driver-gate': 'NVIDIA_DISABLE_REQUIRE',
  'container.driver-capabilities': 'NVIDIA_DRIVER_CAPABILITIES',
  'container.library-path': 'LD_LIBRARY_PATH',
} as const;

type Kind = keyof typeof VARIABLES;
const KINDS = Object.keys(VARIABLES) as readonly Kind[];

/** What the container's environment tells the NVIDIA runtime and the loader. Empty where no environment was read. */
export function driverVariables(evidence: EvidenceSet): EvidenceSet {
  const environment = evidence['container.environment'];
  if (environment === undefined) return {};
  return Object.fromEntries(KINDS.map((kind) => [kind, variableOf(VARIABLES[kind], environment)]));
}

function variableOf(
  name: string,
  environment: Evidence<'container.environment'>,
): Evidence<'container.visible-devices'> {
  if (environment.status === 'unavailable') return environment;
  const { provenance, gaps, value } = environment;
  const written = value.variables[name];
  const at = value.at[name] ?? null;
  if (written === undefined) return observed<ContainerVariable>({ value: null, at }, provenance, gaps);
  if (written === null) {
    const why = 'its value comes from elsewhere';
    return observed<ContainerVariable>({ value: null, at }, provenance, [gap(name, why)]);
  }
  // What is written out wins over what comes along with a file or a config map.
  const own = gaps.filter(({ what }) => what.endsWith(name));
  if (!holdsPlaceholder(written)) return observed({ value: written, at }, provenance, own);
  const why = `it is ${written.slice(0, 60)}, which is filled in later`;
  return observed({ value: knownPart(name, written), at }, provenance, [...own, gap(name, why)]);
}

/** Of a path, the folders that are written out: one of them may be wrong whatever the others become. */
function knownPart(name: string, written: string): string | null {
  if (name !== 'LD_LIBRARY_PATH') return null;
  const folders = written.split(':').filter((folder) => !holdsPlaceholder(folder));
  return folders.length === 0 ? null : folders.join(':');
}

function gap(name: string, why: string): Gap {
  return { what: name, why, advice: `write ${name} out, or leave it out` };
}
