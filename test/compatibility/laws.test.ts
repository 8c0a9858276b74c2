import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDotted, parseDotted, type DottedVersion } from '../../src/compatibility/dotted-version.ts';
import { judgeCompatibility } from '../../src/compatibility/judge.ts';
import type { CompatibilityInput, GpuClass } from '../../src/compatibility/types.ts';

const orNull = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });

/** Facts of one machine that can be true together; each may be left out. */
const driverFacts = fc.constantFrom(
  ['418.87.01', '10.1'],
  ['450.80.02', '11.0'],
  ['470.82.01', '11.4'],
  ['525.60.13', '12.0'],
  ['535.104.05', '12.2'],
  ['560.28.03', '12.6'],
  ['580.65.06', '13.0'],
);
const gpuFacts = fc.constantFrom<[string, string, GpuClass][]>(
  ['T4', '7.5', 'datacenter'],
  ['Tesla K80', '3.7', 'datacenter'],
  ['V100', '7.0', 'datacenter'],
  ['H100', '9.0', 'datacenter'],
  ['GeForce RTX 3090', '8.6', 'consumer'],
  ['Z9000', '8.0', 'workstation'],
);

/** Inputs of the figures that the tables know, each fact known or not. */
const anyInput: fc.Arbitrary<CompatibilityInput> = fc.record({
  image: fc.record({
    reference: fc.constant(null),
    framework: orNull(['2.4.2', '2.5.2', '2.6.2', '3.0.0', '3.3.1']),
    cuda: orNull(['10.2', '11.2', '11.7', '11.8', '12.0', '12.6', '12.9', '13.0']),
    cudnn: orNull(['8.2', '8.6.0', '9.5', '9.9']),
    tensorrt: orNull(['8.5.3.1', '10.5']),
    sass: fc.option(fc.subarray(['6.0', '7.0', '7.5', '8.0', '8.6', '9.0', '9.0a']), { nil: null }),
    ptx: fc.option(fc.subarray(['7.0', '8.0', '9.0']), { nil: null }),
    env: fc.constantFrom({}, null, { NVIDIA_REQUIRE_CUDA: 'cuda>=12.6 brand=tesla,driver>=535' }),
    compat: fc.constantFrom(null, { package: null, active: false }, { package: '12-6', active: false }),
    architecture: orNull(['x86_64', 'aarch64']),
    avx: orNull([true, false]),
  }),
  host: driverFacts.chain(([driver, cuda]) =>
    fc.record({
      os: fc.constantFrom('linux', 'windows'),
      driver: fc.constant(driver),
      driverCuda: fc.constantFrom(null, cuda),
      mode: fc.constantFrom(null, 'legacy', 'cdi'),
      wsl: fc.boolean(),
      architecture: orNull(['x86_64', 'aarch64']),
      avx: orNull([true, false]),
    }),
  ),
  gpu: gpuFacts.chain(([product, capability, group]) =>
    fc.record({
      product: fc.constantFrom(null, product),
      computeCapability: fc.constantFrom(null, capability),
      class: fc.constantFrom(null, group),
      brand: orNull(['Tesla', 'GeForce']),
      virtual: fc.boolean(),
    }),
  ),
});

const runs = (input: CompatibilityInput): boolean =>
  judgeCompatibility(input).verdict.startsWith('compatible');

/** One fact less: by part and name. Those that absence leaves unasked (processor, vGPU, WSL) are not among them. */
const facts = [
  ['image', 'cuda', null],
  ['image', 'framework', null],
  ['image', 'sass', null],
  ['image', 'env', null],
  ['image', 'compat', null],
  ['host', 'driver', ''],
  ['host', 'driverCuda', null],
  ['host', 'mode', null],
  ['gpu', 'product', null],
  ['gpu', 'computeCapability', null],
  ['gpu', 'class', null],
  ['gpu', 'brand', null],
] as const;

describe('laws of a verdict', () => {
  it.each(['driver', 'cuda', 'computeCapability'] as const)('is never compatible without the %s', (name) => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const less: CompatibilityInput = {
          image: { ...input.image, ...(name === 'cuda' ? { cuda: null } : {}) },
          host: { ...input.host, ...(name === 'driver' ? { driver: '' } : {}) },
          gpu: {
            ...input.gpu,
            ...(name === 'computeCapability' ? { computeCapability: null, product: null } : {}),
          },
        };
        expect(runs(less)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each(facts)('does not turn to compatible when %s.%s is no longer known', (part, name, nothing) => {
    fc.assert(
      fc.property(anyInput, (drawn) => {
        // What was read of a binary outweighs what the tables say of the build, so it is taken away alone.
        const input = name === 'sass' ? { ...drawn, image: { ...drawn.image, framework: null } } : drawn;
        const less = { ...input, [part]: { ...input[part], [name]: nothing } };
        const { verdict } = judgeCompatibility(input);
        if (verdict === 'incompatible' || verdict === 'blocked') expect(runs(less)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is compatible for some, so that the laws above say something', () => {
    expect(fc.sample(anyInput, { numRuns: 5000, seed: 1 }).some(runs)).toBe(true);
  });

  it('never makes a native verdict worse with a newer driver that drives the GPU', () => {
    const newer = fc.integer({ min: 600, max: 9999 });
    const modern = fc.constantFrom('7.5', '8.0', '8.6', '8.9', '9.0');
    fc.assert(
      fc.property(anyInput, modern, newer, (input, computeCapability, branch) => {
        const gpu = { ...input.gpu, product: null, computeCapability };
        const at = { ...input, image: { ...input.image, framework: null }, gpu };
        const now = judgeCompatibility(at);
        if (now.cudaPath !== 'native') return;
        const later = judgeCompatibility({
          ...at,
          host: { ...at.host, driver: `${String(branch)}.10.01`, driverCuda: '99.0' },
        });
        expect(later.cudaPath).toBe('native');
        if (now.verdict === 'compatible') expect(later.verdict).toBe('compatible');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the order of dotted versions', () => {
  const version = fc
    .array(fc.nat({ max: 9999 }), { minLength: 1, maxLength: 5 })
    .map((parts) => parseDotted(parts.join('.')) ?? []);
  const sign = (a: DottedVersion, b: DottedVersion): number => compareDotted(a, b);

  it('is total: antisymmetric, transitive, reflexive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(sign(a, a)).toBe(0);
        expect(sign(a, b) + sign(b, a)).toBe(0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('knows no difference in leading and trailing zeros', () => {
    fc.assert(
      fc.property(version, fc.nat({ max: 3 }), (a, zeros) => {
        const longer = parseDotted(a.map((part) => `00${String(part)}`).join('.') + '.0'.repeat(zeros));
        expect(longer === null ? null : sign(a, longer)).toBe(0);
      }),
    );
  });
});
