import { parseDotted } from '../../compatibility/dotted-version.ts';

/** Labels of one node; a name that is not there is undefined. */
export type Labels = ReadonlyMap<string, string>;

/** What one node leaves open, and why. */
export type Say = (note: string) => void;

/**
 * The driver. GPU feature discovery writes it in parts (`cuda.driver.major|minor|rev`), newer ones also as
 * `cuda.driver-version.major|minor|revision|full`. Where they contradict each other, none is taken.
 * Source: https://github.com/NVIDIA/k8s-device-plugin/blob/main/docs/gpu-feature-discovery/README.md.
 */
export function driverOf(labels: Labels, say: Say): string | null {
  const parts = joined(labels, 'nvidia.com/cuda.driver', ['major', 'minor', 'rev']);
  const newer = joined(labels, 'nvidia.com/cuda.driver-version', ['major', 'minor', 'revision']);
  return agreed('driver', [parts, newer, labels.get('nvidia.com/cuda.driver-version.full')], say);
}

/** The CUDA version that the driver reports; old and new names. */
export function driverCudaOf(labels: Labels, say: Say): string | null {
  const parts = joined(labels, 'nvidia.com/cuda.runtime', ['major', 'minor']);
  const newer = joined(labels, 'nvidia.com/cuda.runtime-version', ['major', 'minor']);
  return agreed('CUDA version', [parts, newer, labels.get('nvidia.com/cuda.runtime-version.full')], say);
}

export function capabilityOf(labels: Labels, say: Say): string | null {
  const found = joined(labels, 'nvidia.com/gpu.compute', ['major', 'minor']);
  return agreed('compute capability', [found], say);
}

/** Major and minor have to be there; without them there is no version. */
function joined(labels: Labels, prefix: string, parts: readonly string[]): string | undefined {
  const [major, minor, rest] = parts.map((part) => labels.get(`${prefix}.${part}`) ?? '');
  if (major === undefined || minor === undefined || major === '' || minor === '') return undefined;
  return [major, minor, ...(rest === undefined || rest === '' ? [] : [rest])].join('.');
}

function agreed(what: string, found: readonly (string | undefined)[], say: Say): string | null {
  const said = [...new Set(found.flatMap((text) => (text === undefined || text === '' ? [] : [text])))];
  const broken = said.find((text) => parseDotted(text) === null);
  if (broken !== undefined) {
    say(`the ${what} label "${broken.slice(0, 80)}" is no version`);
    return null;
  }
  if (said.length > 1) {
    say(`labels name more than one ${what}, ${said.join(' and ')}: neither is taken`);
    return null;
  }
  return said[0] ?? null;
}
