import { describe, expect, it } from 'vitest';
import { compareDotted, parseDotted } from '../../src/compatibility/dotted-version.ts';
import type { NodeGroup } from '../../src/compatibility/fleet.ts';
import { placeWithRepair } from '../../src/compatibility/repair.ts';
import { parseReference } from '../../src/reference/parse.ts';
import toolkits from '../../rules/matrices/cuda-toolkits.json' with { type: 'json' };
import branches from '../../rules/matrices/driver-branches.json' with { type: 'json' };
import gpus from '../../rules/matrices/gpus.json' with { type: 'json' };

const newerThan = (a: string, b: string): boolean =>
  compareDotted(parseDotted(a) ?? [], parseDotted(b) ?? []) > 0;
const T4: NodeGroup = { name: 't4', driver: '470.223.02', gpus: [{ product: 'Tesla T4' }] };
const GPU_IMAGE = 'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5';

function placed(image: string, group: NodeGroup) {
  const parsed = parseReference(image);
  if (!parsed.ok) throw new Error(image);
  return placeWithRepair(parsed.value, group);
}

describe('what would make an image run', () => {
  it.each<[string, string, NodeGroup, string, string | null]>([
    ['an old driver', GPU_IMAGE, T4, 'Upgrade the driver to 525.60.13 or newer', '525.60.13'],
    ['no GPU', GPU_IMAGE, { ...T4, gpus: [] }, 'Keep it off these nodes', null],
    [
      'GPUs that nobody named',
      GPU_IMAGE,
      { name: 'x', driver: '535.1' },
      'Write the GPUs of the group',
      null,
    ],
    ['a driver that nobody named', GPU_IMAGE, { name: 'x', gpus: T4.gpus ?? [] }, 'Write the driver', null],
    ['a GPU without a row', GPU_IMAGE, { ...T4, gpus: [{ product: 'T9000' }] }, '`--gpu 7.5`', null],
    [
      'a GPU that CUDA has dropped',
      GPU_IMAGE,
      { ...T4, gpus: [{ product: 'Tesla K80' }] },
      'No driver helps',
      null,
    ],
    [
      'a driver that is too old for a build whose code is not known',
      'paddlepaddle/paddle:3.3.0-gpu-cuda12.6-cudnn9.5',
      { ...T4, gpus: [{ product: 'NVIDIA GeForce RTX 3090' }] },
      'Upgrade the driver to 525.60.13 or newer first; then still open: for which GPUs Paddle 3.3.0',
      null,
    ],
    [
      'a driver that does not know the GPU yet',
      'paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
      { ...T4, gpus: [{ product: 'NVIDIA L4' }] },
      'Upgrade the driver to 520 or newer',
      '520',
    ],
    ['a floating tag', 'paddlepaddle/paddle:latest-gpu', T4, 'Write the full tag', null],
    ['a tag without its repository', '2.6.2', T4, 'paddlepaddle/paddle:2.6.2', null],
    ['an image of unknown make', 'mysql:8.0.36', T4, 'Ask about the PaddlePaddle image', null],
  ])('of %s', (_, image, group, advice, driver) => {
    const [placement] = placed(image, group);
    expect(placement?.repair?.advice).toContain(advice);
    expect(placement?.repair?.driver).toBe(driver);
  });

  it('is nothing where the image runs or asks for no GPU', () => {
    const now = { ...T4, driver: '570.124.06' };
    expect(placed(GPU_IMAGE, now)).toMatchObject([{ verdict: 'compatible', open: null, repair: null }]);
    expect(placed('paddlepaddle/paddle:2.6.2', now)).toMatchObject([{ repair: null }]);
  });

  it('answers for each kind of GPU of a mixed group', () => {
    const mixed = { ...T4, gpus: [{ product: 'Tesla K80' }, { product: 'Tesla T4' }] };
    expect(placed(GPU_IMAGE, mixed).map(({ repair }) => repair?.driver)).toEqual([null, '525.60.13']);
  });

  it('is true: with the driver that is named the image runs', () => {
    for (const product of ['Tesla T4', 'NVIDIA A10', 'NVIDIA H100 80GB HBM3', 'NVIDIA GeForce RTX 3090'])
      for (const driver of ['418.40', '450.51.06', '470.223.02', '525.60.13']) {
        const group = { name: 'x', driver, gpus: [{ product }] };
        for (const { verdict, open, repair } of placed(GPU_IMAGE, group)) {
          expect(open === null).toBe(verdict !== 'unknown');
          if (repair?.driver == null) continue;
          expect(placed(GPU_IMAGE, { ...group, driver: repair.driver })).toMatchObject([
            { verdict: 'compatible' },
          ]);
        }
      }
  });

  it('is complete: where no driver is named, no newer one of the tables makes the image run', () => {
    const drivers = [
      ...branches.rows.map(({ branch }) => `${String(branch)}.0`),
      ...branches.rows.map(({ branch }) => `${String(branch)}.999.99`),
      ...toolkits.rows.flatMap(({ linux }) => (linux === null ? [] : [linux])),
    ];
    const images = [
      'paddlepaddle/paddle:2.4.2-gpu-cuda10.2-cudnn7.6-trt7.0',
      'paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
      GPU_IMAGE,
    ];
    for (const { product } of gpus.rows)
      for (const image of images)
        for (const driver of ['418.40', '470.223.02', '515.43.04']) {
          const group = { name: 'x', driver, gpus: [{ product }] };
          const [placement] = placed(image, group);
          if (placement?.repair == null || placement.repair.driver !== null) continue;
          const newer = drivers.filter((other) => newerThan(other, driver));
          const runs = newer.filter(
            (other) => placed(image, { ...group, driver: other })[0]?.repair === null,
          );
          expect(runs, `${image} on ${product}, driver ${driver}`).toEqual([]);
        }
  });

  it('holds a CPU image against the processor of the nodes', () => {
    const image = 'paddlepaddle/paddle:2.6.2-aarch64';
    expect(placed(image, { ...T4, architecture: 'x86_64' })).toMatchObject([
      {
        verdict: 'incompatible',
        repair: { driver: null, advice: 'Take an image for x86_64, or nodes with aarch64' },
      },
    ]);
    expect(placed(image, { ...T4, architecture: 'aarch64' })).toMatchObject([
      { verdict: 'not-applicable', repair: null },
    ]);
  });
});
