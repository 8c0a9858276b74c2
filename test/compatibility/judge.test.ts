import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { judgeCompatibility } from '../../src/compatibility/judge.ts';
import type { CompatibilityInput } from '../../src/compatibility/types.ts';
import cases from '../../fixtures/compatibility/cases.json' with { type: 'json' };

interface Change {
  readonly image?: Partial<CompatibilityInput['image']>;
  readonly host?: Partial<CompatibilityInput['host']>;
  readonly gpu?: Partial<CompatibilityInput['gpu']>;
}

/** A 3.0.0 image with CUDA 12.6 on a T4 with a current driver: compatible, unless the change says otherwise. */
function input({ image = {}, host = {}, gpu = {} }: Change = {}): CompatibilityInput {
  return {
    image: {
      reference: 'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
      framework: '3.0.0',
      cuda: '12.6',
      cudnn: null,
      tensorrt: null,
      sass: ['6.0', '6.1', '7.0', '7.5', '8.0', '8.6', '9.0'],
      ptx: null,
      env: {},
      compat: { package: null, active: false },
      ...image,
    },
    host: { os: 'linux', driver: '570.124.06', driverCuda: '12.8', mode: 'cdi', ...host },
    gpu: { product: 'T4', computeCapability: '7.5', class: 'datacenter', brand: 'Tesla', ...gpu },
  };
}

const consumer = {
  product: 'GeForce RTX 3090',
  computeCapability: '8.6',
  class: 'consumer',
  brand: 'GeForce',
} as const;
const branches = 'cuda>=12.6 brand=tesla,driver>=470,driver<471 brand=tesla,driver>=535,driver<536';
const compat = { package: '12-6', active: false };

describe('judgeCompatibility', () => {
  it.each(cases.cases)('judges $id: $reason', (entry) => {
    const { expected } = entry;
    // JSON of the same shape; a word that is none would not match what is expected.
    const found = judgeCompatibility(entry as unknown as CompatibilityInput);
    expect(found).toMatchObject(expected);
    expect(found.reasons.length).toBeGreaterThan(2);
  });

  it.each<[string, Change, object]>([
    ['a driver above the row', {}, { verdict: 'compatible', cudaPath: 'native', arch: 'ok', error: null }],
    ['a driver equal to the row', { host: { driver: '560.28.03' } }, { cudaPath: 'native' }],
    [
      'a driver just below the row',
      { host: { driver: '560.28.02' } },
      { verdict: 'compatible', cudaPath: 'minor-version' },
    ],
    [
      'the row of the update that is named',
      { image: { cuda: '12.6.3' }, host: { driver: '560.35.03' } },
      { cudaPath: 'minor-version' },
    ],
    [
      'a driver at the floor',
      { host: { driver: '525.60.13' } },
      { verdict: 'compatible', cudaPath: 'minor-version' },
    ],
    [
      'a driver below the floor',
      { host: { driver: '525.60.12' } },
      { verdict: 'incompatible', cudaPath: 'none' },
    ],
    [
      'CUDA 10.2, which has no floor',
      { image: { cuda: '10.2', sass: ['7.5'] }, host: { driver: '418.87.01' } },
      { verdict: 'incompatible' },
    ],
    [
      'a driver newer than every table',
      { host: { driver: '700.10' } },
      { verdict: 'compatible', cudaPath: 'native' },
    ],
    [
      'a CUDA newer than its row, by the floor',
      { image: { cuda: '13.4', sass: ['7.5'] }, host: { driver: '580.65.06' } },
      { cudaPath: 'minor-version' },
    ],
    [
      'a CUDA of an unknown family',
      { image: { cuda: '14.0', sass: ['7.5'] } },
      { verdict: 'unknown', cudaPath: 'unknown' },
    ],
    ['a CUDA that never was', { image: { cuda: '12.7' } }, { verdict: 'unknown', cudaPath: 'unknown' }],
    ['a CUDA that is not known', { image: { cuda: null } }, { verdict: 'unknown', cudaPath: 'unknown' }],
    [
      'a driver that is none',
      { host: { driver: '535-server' } },
      { verdict: 'unknown', cudaPath: 'unknown' },
    ],
    [
      'forward compatibility with a listed branch',
      {
        image: { compat, env: { NVIDIA_REQUIRE_CUDA: branches } },
        host: { driver: '470.82.01', driverCuda: '11.4' },
      },
      { verdict: 'compatible', cudaPath: 'forward-compat' },
    ],
    [
      'forward compatibility with a branch between listed ones',
      { image: { compat, env: { NVIDIA_REQUIRE_CUDA: branches } }, host: { driver: '510.47.03' } },
      { verdict: 'incompatible', cudaPath: 'none' },
    ],
    [
      'forward compatibility without any list',
      { image: { compat }, host: { driver: '470.82.01' } },
      { verdict: 'unknown', cudaPath: 'unknown' },
    ],
    [
      'forward compatibility on a workstation',
      {
        image: { compat, env: { NVIDIA_REQUIRE_CUDA: branches } },
        host: { driver: '470.82.01' },
        gpu: { class: 'workstation' },
      },
      { verdict: 'unknown' },
    ],
    [
      'a compat library forced on a GeForce',
      { image: { compat: { package: '12-6', active: true } }, host: { driver: '535.104.05' }, gpu: consumer },
      { verdict: 'incompatible', cudaPath: 'none' },
    ],
    [
      'a forced compat library older than the driver',
      { image: { compat: { package: '12-6', active: true } }, host: { driver: '580.95.05' } },
      { verdict: 'incompatible', cudaPath: 'none' },
    ],
    [
      'a GPU that the driver dropped',
      { host: { driver: '590.48.01' }, gpu: { product: 'V100', computeCapability: '7.0' } },
      { verdict: 'incompatible' },
    ],
    [
      'a GPU that the driver does not know yet',
      {
        image: { cuda: '11.2', sass: ['8.0'] },
        host: { driver: '470.82.01' },
        gpu: { product: 'L4', computeCapability: '8.9' },
      },
      { verdict: 'incompatible' },
    ],
    [
      'a GPU that CUDA dropped',
      {
        image: { cuda: '12.6', sass: ['3.7'] },
        gpu: { product: 'K80', computeCapability: '3.7' },
        host: { driver: '470.82.01' },
      },
      { verdict: 'incompatible', arch: 'missing' },
    ],
    [
      'a GPU without kernels',
      { gpu: { product: 'GeForce RTX 5090', computeCapability: '12.0' } },
      { verdict: 'incompatible', arch: 'missing', error: 'no kernel image (209)' },
    ],
    [
      'SASS of a higher minor',
      { image: { sass: ['8.6'] }, gpu: { product: 'A100', computeCapability: '8.0' } },
      { arch: 'missing' },
    ],
    [
      'PTX that a native driver compiles',
      { image: { sass: ['7.0'], ptx: ['8.0'] }, gpu: { product: 'H100', computeCapability: '9.0' } },
      { arch: 'ok' },
    ],
    [
      'PTX that an older driver cannot compile',
      {
        image: { sass: ['7.0'], ptx: ['8.0'] },
        host: { driver: '535.104.05' },
        gpu: { product: 'H100', computeCapability: '9.0' },
      },
      { verdict: 'incompatible', arch: 'missing' },
    ],
    [
      'architecture-specific SASS on its own GPU',
      { image: { sass: ['9.0a'] }, gpu: { product: 'H100', computeCapability: '9.0' } },
      { arch: 'ok' },
    ],
    [
      'a build whose SASS is not known',
      { image: { framework: '3.3.0', sass: null } },
      { verdict: 'unknown', arch: 'unknown' },
    ],
    [
      'a build whose script covers the GPU either way',
      { image: { sass: null } },
      { verdict: 'compatible', arch: 'ok' },
    ],
    [
      'a build whose script covers the GPU in one of two lists',
      { image: { sass: null }, gpu: { product: 'P100', computeCapability: '6.0' } },
      { arch: 'unknown' },
    ],
    [
      'a product by its name alone',
      { gpu: { product: 'NVIDIA A100-SXM4-80GB', computeCapability: null, class: null } },
      { verdict: 'compatible' },
    ],
    [
      'a MIG profile by its parent',
      { gpu: { product: 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb', computeCapability: null } },
      { verdict: 'compatible' },
    ],
    [
      'a product that only begins like a known one',
      { gpu: { product: 'A10G', computeCapability: null } },
      { verdict: 'unknown', arch: 'unknown' },
    ],
    [
      'a product and a capability that disagree',
      { gpu: { product: 'T4', computeCapability: '8.6' } },
      { verdict: 'unknown' },
    ],
    [
      'the known issue of a build',
      { image: { framework: '3.2.2', cuda: '13.0', sass: ['7.5'] }, host: { driver: '580.95.05' } },
      { verdict: 'compatible-known-issue' },
    ],
    [
      'the same build on a driver below it',
      { image: { framework: '3.2.2', cuda: '13.0', sass: ['7.5'] }, host: { driver: '580.82.07' } },
      { verdict: 'compatible' },
    ],
    [
      'a cuDNN that dropped the GPU',
      { image: { cudnn: '9.17.0' }, gpu: { product: 'V100', computeCapability: '7.0' } },
      { verdict: 'incompatible' },
    ],
    [
      'a gate that refuses in legacy mode',
      { image: { env: { NVIDIA_REQUIRE_CUDA: 'cuda>=13.0' } }, host: { mode: 'legacy' } },
      { verdict: 'blocked', gateInLegacyMode: 'refuse' },
    ],
    [
      'a gate that refuses, mode not known',
      { image: { env: { NVIDIA_REQUIRE_CUDA: 'cuda>=13.0' } }, host: { mode: null } },
      { verdict: 'blocked' },
    ],
    [
      'a gate that CDI does not ask',
      { image: { env: { NVIDIA_REQUIRE_CUDA: 'cuda>=13.0' } } },
      { verdict: 'compatible', gateInLegacyMode: 'refuse' },
    ],
    [
      'a gate that depends on a brand not known',
      {
        image: { env: { NVIDIA_REQUIRE_CUDA: 'brand=tesla' } },
        host: { mode: 'legacy' },
        gpu: { brand: null },
      },
      { verdict: 'unknown', gateInLegacyMode: 'unknown' },
    ],
    [
      'more requirements than the CLI takes',
      {
        image: {
          env: Object.fromEntries(
            Array.from({ length: 33 }, (_, i) => [`NVIDIA_REQUIRE_${String(i)}`, 'cuda>=1']),
          ),
        },
        host: { mode: 'legacy' },
      },
      { verdict: 'blocked' },
    ],
    [
      'an image for another device',
      { image: { reference: 'registry.baidubce.com/device/paddle-xpu:ubuntu20-x86_64-gcc84-py310' } },
      { verdict: 'unknown', cudaPath: 'unknown' },
    ],
  ])('judges %s', (_, change, expected) => {
    expect(judgeCompatibility(input(change))).toMatchObject(expected);
  });

  it("warns where Paddle's documents ask for more than NVIDIA's rules", () => {
    expect(judgeCompatibility(input({ host: { driver: '535.104.05' } })).warnings).toEqual([
      expect.stringContaining('550.54.14'),
    ]);
  });

  const drivers = [
    '470.82.01',
    '510.47.03',
    '525.60.13',
    '535.104.05',
    '550.54.15',
    '560.28.03',
    '570.26',
    '580.65.06',
  ];
  const rank = { incompatible: 0, unknown: 1, blocked: 2, 'compatible-known-issue': 3, compatible: 4 };

  it('never judges worse by a newer driver, unless the branch dropped the GPU', () => {
    const capability = fc.constantFrom('6.0', '7.0', '7.5', '8.0', '8.6', '8.9', '9.0');
    const cuda = fc.constantFrom('11.2', '11.8', '12.0', '12.6', '12.9', '13.0');
    fc.assert(
      fc.property(capability, cuda, fc.integer({ min: 0, max: 6 }), (computeCapability, version, at) => {
        const [older, newer] = [at, at + 1].map((index) =>
          judgeCompatibility(
            input({
              image: { cuda: version, framework: null },
              host: { driver: drivers[index] ?? '', driverCuda: null },
              gpu: { product: null, computeCapability },
            }),
          ),
        );
        expect(rank[newer?.verdict ?? 'unknown']).toBeGreaterThanOrEqual(rank[older?.verdict ?? 'unknown']);
      }),
    );
  });

  it('never judges worse by more SASS', () => {
    const target = fc.constantFrom(
      '5.0',
      '6.0',
      '6.1',
      '7.0',
      '7.5',
      '8.0',
      '8.6',
      '8.9',
      '9.0',
      '10.0',
      '12.0',
    );
    fc.assert(
      fc.property(fc.array(target), target, target, (sass, added, computeCapability) => {
        const judged = (list: readonly string[]) =>
          judgeCompatibility(input({ image: { sass: list }, gpu: { product: null, computeCapability } }))
            .verdict;
        expect(rank[judged([...sass, added])]).toBeGreaterThanOrEqual(rank[judged(sass)]);
      }),
    );
  });

  it('never throws, and is never compatible with what is not known', () => {
    for (const odd of [
      null,
      undefined,
      7,
      'x',
      {},
      { image: null },
      { image: { env: 7, sass: 'x' }, host: [] },
    ]) {
      // What a caller without types may hand over.
      expect(judgeCompatibility(odd as unknown as CompatibilityInput).verdict).toBe('unknown');
    }
  });
});
