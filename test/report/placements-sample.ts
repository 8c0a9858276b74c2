import { placeWithRepair } from '../../src/compatibility/repair.ts';
import type { Fleet } from '../../src/compatibility/fleet.ts';
import { exitCodeOf } from '../../src/app/machines/run-compat.ts';
import { parseReference } from '../../src/reference/parse.ts';
import type { PlacementsReport } from '../../src/report/placements.ts';

export const FLEET: Fleet = {
  name: 'bank',
  groups: [
    { name: 't4', nodes: 12, architecture: 'x86_64', driver: '470.223.02', gpus: [{ product: 'Tesla T4' }] },
    { name: 'a10', nodes: 1, driver: '535.104.05', gpus: [{ product: 'NVIDIA A10' }] },
    {
      name: 'mixed',
      driver: '525.60.13',
      gpus: [{ product: 'NVIDIA H100 80GB HBM3' }, { product: 'Tesla K80' }, { product: 'T9000' }],
    },
    { name: 'workstation', driver: '470.223.02', gpus: [{ product: 'NVIDIA GeForce RTX 3090' }] },
    { name: 'undriven', gpus: [{ computeCapability: '8.6' }] },
    { name: 'unseen', driver: '535.104.05' },
    { name: 'cpu', nodes: 8, gpus: [] },
  ],
};

export const IMAGES = [
  'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
  'paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
  'paddlepaddle/paddle:2.6.2',
  'paddlepaddle/paddle:latest-gpu',
  'mysql:8.0.36',
];

/** Images held against a fleet, as `compat` does. */
export function placementsReport(images: readonly string[] = IMAGES, fleet: Fleet = FLEET): PlacementsReport {
  const placements = images.flatMap((image) => {
    const parsed = parseReference(image);
    if (!parsed.ok) throw new Error(image);
    return fleet.groups.flatMap((group) => placeWithRepair(parsed.value, group));
  });
  return {
    tool: { name: 'paddle-verify', version: '0.0.0' },
    fleet,
    placements,
    exitCode: exitCodeOf(placements),
  };
}
