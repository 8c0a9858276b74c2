import type { DockerfileDriver, ImageVariable } from '../../facts/dockerfile.ts';
import { observed, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { Pair } from '../../syntax/dockerfile/instruction.ts';
import type { Resolved } from './variables.ts';

interface Setting extends ImageVariable {
  /** Why the value cannot be told, or null. */
  readonly reason: string | null;
}

export type DriverSettings = Map<string, Setting>;

const GATE = 'NVIDIA_DISABLE_REQUIRE';
const CAPABILITIES = 'NVIDIA_DRIVER_CAPABILITIES';
const LIBRARY_PATH = 'LD_LIBRARY_PATH';

/** Takes an ENV, if it is one of those that the NVIDIA runtime or the loader reads. */
export function takeDriverSetting(
  settings: DriverSettings,
  name: string,
  pair: Pair,
  resolved: Resolved | null,
): void {
  if (name !== GATE && name !== CAPABILITIES && name !== LIBRARY_PATH) return;
  const { line, column } = pair.value ?? pair.name;
  const at = [line, column] as const;
  const value = resolved?.value ?? null;
  if (value !== null) {
    settings.set(name, { value, at, reason: null });
    return;
  }
  const reason = resolved?.reason ?? 'it is computed';
  settings.set(name, name === LIBRARY_PATH ? openPath(pair, at, reason) : { value, at, reason });
}

/** A search path with a part that is not known is known for the rest of it. */
function openPath(pair: Pair, at: Setting['at'], reason: string): Setting {
  const value = (pair.value?.text ?? '').replace(/["']/g, '');
  return { value, at, reason: value.split(':').some(isOpen) ? reason : null };
}

/** A folder that could be any. What the base has on its own path is the base's, and a folder below a variable has a name. */
function isOpen(folder: string): boolean {
  const name = /\$\{?(\w{1,200})\}?$/.exec(folder)?.[1];
  return name !== undefined && name !== LIBRARY_PATH;
}

/** `dockerfile.driver`. */
export function driverEvidence(
  settings: ReadonlyMap<string, Setting>,
  stages: Evidence<'dockerfile.stages'>,
  frameworks: Evidence<'dockerfile.frameworks'> | undefined,
  provenance: Provenance,
): Evidence<'dockerfile.driver'> {
  const variable = (name: string): ImageVariable => {
    const { value = null, at = null } = settings.get(name) ?? {};
    return { value, at };
  };
  const gaps = [...settings].flatMap(([name, { reason }]) =>
    reason === null
      ? []
      : [{ what: `ENV ${name}`, why: reason, advice: `write ${name} out, or leave it out` }],
  );
  const value: DockerfileDriver = {
    gate: variable(GATE),
    capabilities: variable(CAPABILITIES),
    libraryPath: variable(LIBRARY_PATH),
    mayHoldPaddle: mayHoldPaddle(stages, frameworks),
  };
  return observed(value, provenance, gaps);
}

function mayHoldPaddle(
  stages: Evidence<'dockerfile.stages'>,
  frameworks: Evidence<'dockerfile.frameworks'> | undefined,
): boolean {
  if (stages.status !== 'observed' || frameworks?.status !== 'observed' || frameworks.gaps.length > 0)
    return true;
  const isElsewhere = stages.value.stages.every(({ final, make }) => !final || make === 'other');
  return !isElsewhere || frameworks.value.wheels.length > 0;
}
