import { describeTag } from '../../reference/describe.ts';
import { parseReference } from '../../reference/parse.ts';
import type { CompatibilityVerdict } from '../types.ts';

/** What drives the devices of other makers, by what the tag calls them. */
const STACKS = new Map([
  ['xpu', 'Kunlunxin’s XPU driver and XRE'],
  ['npu', 'Huawei’s Ascend driver and CANN'],
  ['dcu', 'Hygon’s DCU driver and DTK'],
  ['mlu', 'Cambricon’s MLU driver and CNToolkit'],
  ['gcu', 'Enflame’s GCU driver and TopsRider'],
]);

/** The driver stack of a device, in words. */
export function stackOf(device: string): string {
  return STACKS.get(device) ?? 'a driver stack of its own';
}

/** An image for another device than an NVIDIA GPU has no CUDA that could be held against a driver: not checked, never fine. */
export function otherDevice(reference: string | null): CompatibilityVerdict | null {
  const parsed = reference === null ? null : parseReference(reference);
  const device = parsed?.ok === true ? describeTag(parsed.value).device : null;
  if (device === null || device === 'gpu') return null;
  const open =
    device === 'cpu'
      ? `${String(reference)} is built for cpu, not for an NVIDIA GPU: NVIDIA's rules say nothing of it`
      : `${String(reference)} is built for ${device}, not for an NVIDIA GPU: ${stackOf(device)} decides, and NVIDIA's rules say nothing of it`;
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
