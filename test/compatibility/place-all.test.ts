import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeGroup } from '../../src/compatibility/fleet.ts';
import { placeAll } from '../../src/compatibility/place-all.ts';
import { placeWithRepair } from '../../src/compatibility/repair.ts';
import { parseReference } from '../../src/reference/parse.ts';
import type { Reference } from '../../src/reference/types.ts';

const images: readonly Reference[] = [
  'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
  'paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
  'paddlepaddle/paddle:2.6.2',
  'paddlepaddle/paddle:latest-gpu',
  'mysql:8.0.36',
].flatMap((text) => {
  const parsed = parseReference(text);
  return parsed.ok ? [parsed.value] : [];
});

const gpu = fc.constantFrom(
  { product: 'Tesla T4' },
  { product: 'NVIDIA H100 80GB HBM3', mig: '1g.10gb' },
  { product: 'NVIDIA GeForce RTX 3090' },
  { computeCapability: '3.7' },
  { product: 'no such GPU' },
);
const group: fc.Arbitrary<NodeGroup> = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    nodes: fc.integer({ min: 1, max: 3 }),
    driver: fc.constantFrom('450.80.02', '535.104.05', '580.65.06', 'none'),
    architecture: fc.constantFrom('x86_64', 'aarch64'),
    gpus: fc.array(gpu, { maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
);

describe('every image on every group', () => {
  it('is what each image on each group is, whatever groups share', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), (groups) => {
        const apart = images.flatMap((image) => groups.flatMap((one) => placeWithRepair(image, one)));
        expect(placeAll(images, groups)).toEqual(apart);
      }),
    );
  });
});
