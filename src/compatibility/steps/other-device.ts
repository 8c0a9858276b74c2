import { describeTag } from '../../reference/describe.ts';
import { parseReference } from '../../reference/parse.ts';
import type { CompatibilityVerdict } from '../types.ts';

/** An image for another device than an NVIDIA GPU has no CUDA that could be held against a driver: not checked, never fine. */
export function otherDevice(reference: string | null): CompatibilityVerdict | null {
  const parsed = reference === null ? null : parseReference(reference);
  const device = parsed?.ok === true ? describeTag(parsed.value).device : null;
  if (device === null || device === 'gpu') return null;
  const open = `${String(reference)} is built for ${device}, not for an NVIDIA GPU: NVIDIA's rules say nothing of it`;
  return {
    verdict: 'unknown',
    cudaPath: 'unknown',
    arch: 'unknown',
    gateInLegacyMode: 'unknown',
    error: null,
    open,
    warnings: [],
    reasons: [open],
  };
}
