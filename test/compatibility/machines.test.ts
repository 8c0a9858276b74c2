import { describe, expect, it } from 'vitest';
import { placeClaims } from '../../src/compatibility/claims.ts';
import type { NodeGroup } from '../../src/compatibility/fleet.ts';
import { judgeCompatibility } from '../../src/compatibility/judge.ts';
import type { CompatibilityInput } from '../../src/compatibility/types.ts';
import { parseReference } from '../../src/reference/parse.ts';

interface Change {
  readonly image?: Partial<CompatibilityInput['image']>;
  readonly host?: Partial<CompatibilityInput['host']>;
  readonly gpu?: Partial<CompatibilityInput['gpu']>;
}

/** Compatible, unless the change says otherwise. */
function judged({ image = {}, host = {}, gpu = {} }: Change) {
  return judgeCompatibility({
    image: {
      reference: null,
      framework: '3.0.0',
      cuda: '12.6',
      cudnn: '9.5',
      tensorrt: null,
      sass: ['7.0', '7.5', '8.0', '8.6', '8.7', '9.0'],
      ptx: null,
      env: {},
      compat: { package: null, active: false },
      ...image,
    },
    host: { os: 'linux', driver: '570.124.06', driverCuda: '12.8', mode: 'cdi', ...host },
    gpu: { product: 'A100-SXM4-40GB', computeCapability: null, class: null, brand: null, ...gpu },
  });
}

function placed(image: string, group: Partial<NodeGroup>) {
  const parsed = parseReference(image);
  if (!parsed.ok) throw new Error(image);
  return placeClaims(parsed.value, {
    name: 'g',
    driver: '570.124.06',
    gpus: [{ product: 'NVIDIA A10' }],
    ...group,
  });
}

describe('machines that the tables of desktop and data-centre drivers do not hold for', () => {
  it.each<[string, Change['gpu']]>([
    ['Jetson by its product', { product: 'Jetson AGX Orin' }],
    ['Jetson as nvidia-smi names it', { product: 'Orin (nvgpu)', computeCapability: '8.7' }],
    ['Jetson by its class alone', { product: null, computeCapability: '8.7', class: 'embedded' }],
    ['vGPU of type Q', { product: 'GRID T4-16Q', computeCapability: '7.5' }],
    ['vGPU of type C', { product: 'NVIDIA A100-40C' }],
    ['vGPU that is said to be one', { virtual: true }],
  ])('leaves a %s open with a new driver and an old one', (_, gpu) => {
    expect(judged({ gpu: gpu ?? {} }).verdict).toBe('unknown');
    expect(judged({ gpu: gpu ?? {} }).open).not.toBeNull();
  });

  it('takes the driver of a Jetson for no desktop driver: too old is not said', () => {
    const found = judged({
      host: { driver: '35.4.1', driverCuda: null },
      gpu: { product: 'Jetson AGX Orin' },
    });
    expect(found).toMatchObject({ verdict: 'unknown', cudaPath: 'unknown', error: null });
    expect(found.open).toContain('L4T');
  });

  it('does not run code for a desktop GPU on a Jetson of the same major version', () => {
    expect(judged({ image: { sass: ['8.6'] }, gpu: { product: 'Jetson AGX Orin' } }).arch).toBe('unknown');
    expect(judged({ image: { sass: ['7.5'] }, gpu: { product: 'Jetson AGX Orin' } })).toMatchObject({
      verdict: 'incompatible',
      arch: 'missing',
    });
  });

  it('judges GB10, an embedded GPU with the driver of servers, as any other', () => {
    const gpu = { product: 'NVIDIA GB10' };
    const image = { cuda: '13.0', cudnn: null, sass: ['12.1'] };
    expect(judged({ image, gpu, host: { driver: '580.95.05', driverCuda: '13.0' } }).verdict).toBe(
      'compatible',
    );
  });

  it('says of a vGPU that its driver is too old all the same', () => {
    expect(
      judged({ host: { driver: '450.51.06', driverCuda: '11.0' }, gpu: { virtual: true } }).verdict,
    ).toBe('incompatible');
  });

  it('gives a MIG slice the capability of its parent', () => {
    const found = judged({ gpu: { product: 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb-SHARED' } });
    expect(found).toMatchObject({ verdict: 'compatible', arch: 'ok' });
    expect(judged({ gpu: { product: 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb.me' } }).verdict).toBe('compatible');
  });

  it.each<[string, string, string]>([
    ['the row of Windows', '560.76', 'native'],
    ['the floor of Windows', '528.33', 'minor-version'],
    ['below the floor of Windows, above that of Linux', '526.86', 'none'],
  ])('holds WSL against the driver of Windows: %s', (_, driver, path) => {
    expect(judged({ host: { driver, driverCuda: null, wsl: true } }).cudaPath).toBe(path);
  });
});

describe('the processor', () => {
  it.each<[string, Change, string]>([
    [
      'an architecture',
      { image: { architecture: 'x86_64' }, host: { architecture: 'aarch64' } },
      'exec format',
    ],
    ['AVX', { image: { avx: true }, host: { avx: false, architecture: 'x86_64' } }, 'SIGILL'],
  ])('refuses an image for lack of %s', (_, change, error) => {
    const found = judged(change);
    expect(found.verdict).toBe('incompatible');
    expect(found.error).toContain(error);
  });

  it.each<[string, Change]>([
    ['the same architecture', { image: { architecture: 'aarch64' }, host: { architecture: 'aarch64' } }],
    ['one that nobody knows', { image: { architecture: 'x86_64' }, host: { architecture: null } }],
    ['AVX of a processor that nobody knows', { image: { avx: true }, host: { avx: null } }],
    [
      'an ARM processor, which has no AVX to lack',
      { image: { avx: true }, host: { avx: false, architecture: 'aarch64' } },
    ],
  ])('is no hindrance with %s', (_, change) => {
    expect(judged(change).verdict).toBe('compatible');
  });

  it.each<[string, string, NodeGroup['cpu'], string]>([
    ['a CPU image', 'paddlepaddle/paddle:3.0.0', { avx: false }, 'incompatible'],
    ['a CPU image, by flags', 'paddlepaddle/paddle:3.0.0', { flags: ['sse2'] }, 'incompatible'],
    ['a CPU image with AVX', 'paddlepaddle/paddle:3.0.0', { flags: ['avx', 'avx2'] }, 'not-applicable'],
    [
      'a GPU image',
      'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
      { avx: false },
      'incompatible',
    ],
    ['a build without AVX', 'paddlepaddle/paddle:0.10.0-noavx', { avx: false }, 'not-applicable'],
  ])('is asked for AVX: %s', (_, image, cpu, verdict) => {
    expect(placed(image, { cpu: cpu ?? {}, architecture: 'x86_64' })[0]?.verdict).toBe(verdict);
  });
});

describe('devices of other makers', () => {
  it.each([
    ['paddlepaddle/paddle-xpu:3.0.0', 'XRE'],
    [
      'ccr-2vdh3abv-pub.cnc.bj.baidubce.com/device/paddle-npu:cann800-ubuntu20-npu-910b-base-aarch64-gcc84',
      'CANN',
    ],
    ['ccr-2vdh3abv-pub.cnc.bj.baidubce.com/device/paddle-npu:cann504-x86_64-gcc75', 'CANN'],
  ])('leaves %s open and names what drives it', (reference, stack) => {
    const found = judged({ image: { reference } });
    expect(found.verdict).toBe('unknown');
    expect(found.open).toContain(stack);
    expect(placed(reference, {})[0]?.verdict).toBe('unknown');
  });
});
