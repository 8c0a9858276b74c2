import type { Evidence } from '../facts/evidence.ts';
import type { WorkloadImage } from '../facts/workload.ts';
import { holdsPlaceholder } from './placeholder.ts';

/** Where the loader looks for libcuda first. */
const LIBRARY_PATH = 'LD_LIBRARY_PATH';
/** What of the environment the container gate of NVIDIA's toolkit reads. */
const DECLARED = /^(?:NVIDIA_REQUIRE_|NVIDIA_DISABLE_REQUIRE$|CUDA_VERSION$)/;

/** What a container's environment declares to the container gate, and its library path; `open` where more, or another value, may come along. */
export function driverVariablesOf(
  environment: Evidence<'container.environment'> | undefined,
): NonNullable<WorkloadImage['driverVariables']> {
  if (environment?.status !== 'observed') return { variables: {}, open: true };
  const variables: Record<string, string> = {};
  let open = environment.gaps.length > 0;
  for (const [name, value] of Object.entries(environment.value.variables)) {
    // What of it is written out counts, whatever else comes along.
    if (name === LIBRARY_PATH && value !== null) variables[name] = value;
    if (!DECLARED.test(name)) continue;
    if (value === null || holdsPlaceholder(value)) open = true;
    else variables[name] = value;
  }
  return { variables, open };
}
