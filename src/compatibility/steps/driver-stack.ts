import type { Machine } from './machine.ts';
import { passes, unknown, type Step } from './step.ts';

const TEGRA =
  'a Jetson has a driver stack of its own (L4T, part of JetPack): the tables of desktop and data-centre drivers do not hold there [source: https://docs.nvidia.com/cuda/cuda-for-tegra-appnote/]';

/**
 * NVIDIA's tables of drivers are those of data-centre and desktop drivers. A Jetson has its own (L4T, JetPack), and in the guest
 * of a hypervisor the vGPU software decides with its own version and licence: whatever else passes, it stays open there.
 */
export function judgeDriverStack({ tegra, virtual }: Machine): Step {
  if (tegra) return unknown(TEGRA);
  if (virtual)
    return unknown(
      'a vGPU: its guest driver has to fit the vGPU manager of the host, and the profile decides whether CUDA runs; neither is in the tables [source: https://docs.nvidia.com/vgpu/]',
    );
  return passes();
}
