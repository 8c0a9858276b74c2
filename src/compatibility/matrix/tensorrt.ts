import matrix from '../../../rules/matrices/tensorrt.json' with { type: 'json' };
import { compareDotted, parseDotted } from '../dotted-version.ts';

/** The smallest compute capability that a TensorRT release supports; null where no table says it. */
export function tensorrtMinimum(
  tensorrt: string,
): { readonly computeCapability: string; readonly source: string } | null {
  const version = parseDotted(tensorrt);
  if (version === null) return null;
  const row = matrix.minimum.find(({ from, before }) => {
    const first = parseDotted(from) ?? [];
    const end = parseDotted(before) ?? [];
    return compareDotted(version, first) >= 0 && compareDotted(version, end) < 0;
  });
  return row ?? null;
}
