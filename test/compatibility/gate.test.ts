import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectForwardCompat } from '../../src/compatibility/forward-compat.ts';
import { evaluateConstraint } from '../../src/compatibility/gate/constraint.ts';
import { readContainerEnvironment } from '../../src/compatibility/gate/environment.ts';
import { evaluateRequirement, type GateFacts } from '../../src/compatibility/gate/requirement.ts';
import cases from '../../fixtures/compatibility/gate-cases.json' with { type: 'json' };

describe('evaluateRequirement', () => {
  it.each(cases.libnvidia_container.cases)('says $expected of "$requirement" ($id)', (entry) => {
    const found = evaluateRequirement(entry.requirement, entry.facts);
    expect(found.result).toBe(entry.expected);
    if (entry.error_starts_with !== undefined)
      expect(found.message).toMatch(startsWith(entry.error_starts_with));
  });

  const facts: GateFacts = { cuda: '12.4', driver: '550.163.01', arch: '8.9', brand: 'GeForceRTX' };
  const result = (requirement: string): string => evaluateRequirement(requirement, facts).result;

  it.each([
    ['', 'satisfied'],
    [',', 'satisfied'],
    [', cuda>=99', 'satisfied'],
    ['cuda>=1 nonsense', 'satisfied'],
    ['nonsense cuda>=1', 'invalid'],
    ['cuda>=99 nonsense', 'invalid'],
    ['cuda==12.4', 'invalid'],
    ['cuda=<12.4', 'invalid'],
    ['cuda!13', 'satisfied'],
    ['cuda>=', 'invalid'],
    ['>=12', 'invalid'],
    ['gpu=1', 'invalid'],
    ['brand>tesla', 'invalid'],
    ['cuda>=12.x', 'invalid'],
    ['cuda>=\t12', 'invalid'],
    ['cuda>=.12', 'invalid'],
    ['cuda>=12..4', 'satisfied'],
    ['driver<=450', 'unsatisfied'],
    ['cuda>=99999999999999999999999', 'invalid'],
    [`brand=${'x'.repeat(119)}`, 'unsatisfied'],
    [`brand=${'x'.repeat(120)}`, 'invalid'],
  ])('says of %j: %s', (requirement, expected) => {
    expect(result(requirement)).toBe(expected);
  });

  it('takes a fact that the machine does not have for true', () => {
    const none: GateFacts = { cuda: null, driver: null, arch: null, brand: null };
    expect(evaluateRequirement('cuda>=99,brand>tesla,driver>=x', none).result).toBe('satisfied');
  });

  const factor = fc.constantFrom(
    'cuda>=12',
    'cuda>=13',
    'driver>=550',
    'driver<500',
    'brand=tesla',
    'arch=8.9',
  );
  const term = fc.array(factor, { minLength: 1, maxLength: 4 });

  it('joins terms by or, and factors by and', () => {
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), (terms) => {
        const whole = result(terms.map((factors) => factors.join(',')).join(' ')) === 'satisfied';
        const parts = terms.some((factors) => factors.every((text) => result(text) === 'satisfied'));
        expect(whole).toBe(parts);
      }),
    );
  });

  it('answers for any text, and for a megabyte of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('cudariven<>=!., 019\u00e9')) }),
        (text) => {
          expect(['satisfied', 'unsatisfied', 'invalid']).toContain(result(text));
        },
      ),
    );
    expect(result('cuda>=99 '.repeat(120_000))).toBe('unsatisfied');
    expect(result(`cuda>=${'1.'.repeat(500_000)}`)).toBe('satisfied');
  });
});

describe('evaluateConstraint (csv mode)', () => {
  it.each(cases.toolkit_go_constraints.cases.filter(({ id }) => id !== 'go-or-empty'))(
    'says "$expected" of "$requirement" ($id)',
    ({ requirement, properties, expected }) => {
      const known = Object.fromEntries(properties.map((name) => [name, '0']));
      const found = evaluateConstraint(requirement, known);
      if (expected === 'error') expect(found.result).toBe('invalid');
      else if (expected === 'no constraint') expect(found.result).toBe('no-constraint');
      else expect(['satisfied', 'unsatisfied']).toContain(found.result);
      if (expected === 'cuda>=11.6 only') expect(found.constraint).toBe('cuda>=11.6');
      if (expected.includes(' OR ')) expect(found.constraint).toBe('cuda<13.6||cuda>=11.6&&arch=5.3');
    },
  );

  it.each([
    ['cuda>=11.6', { cuda: '11.6' }, 'satisfied'],
    ['cuda>11.6', { cuda: '11.6.0' }, 'unsatisfied'],
    ['CUDA>=99', { cuda: '11.6' }, 'no-constraint'],
    ['driver>=450', { cuda: '11.6', driver: '' }, 'unsatisfied'],
    ['cuda>=11.06', { cuda: '11.6' }, 'invalid'],
    ['cuda>=11.6-rc1', { cuda: '11.6' }, 'invalid'],
    ['brand=tesla', { brand: 'Tesla' }, 'unsatisfied'],
    ['cuda==11.6', { cuda: '11.6' }, 'invalid'],
  ] as const)('says of %s with %j: %s', (requirement, properties, expected) => {
    expect(evaluateConstraint(requirement, properties).result).toBe(expected);
  });
});

describe('readContainerEnvironment', () => {
  it.each(cases.toolkit_environment.cases)('reads $id', (entry) => {
    const all: Record<string, string> = { ...entry.env };
    const supported = all['_supported']?.split(',');
    const swarm = all['_config.swarm-resource'];
    const env = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('_')));
    const found = readContainerEnvironment(env, {
      ...(supported === undefined ? {} : { supported }),
      ...(swarm === undefined ? {} : { swarmResources: [swarm] }),
    });
    const expected: Expected = entry.expected;
    if (expected.error === true) expect(found.error).not.toBeNull();
    else expect(found.error).toBeNull();
    if (expected.requirements !== undefined)
      expect([...found.requirements].sort()).toEqual([...expected.requirements].sort());
    if (expected.devices !== undefined) expect(found.devices).toEqual(expected.devices);
    if (expected.config === null) expect(found.devices).toBeNull();
    if (expected.capabilities !== undefined) expect(found.capabilities.join(',')).toBe(expected.capabilities);
  });

  it.each(['9.0.1.2', '09.0', '9.', 'v', '4294967296.0'])('refuses CUDA_VERSION %s', (version) => {
    expect(readContainerEnvironment({ CUDA_VERSION: version }).error).toContain(version);
  });

  it('takes no name of Object for a variable', () => {
    expect(readContainerEnvironment({}).devices).toBeNull();
    const odd = JSON.parse('{"__proto__":{"CUDA_VERSION":"11.6"}}') as Record<string, string>;
    expect(readContainerEnvironment(odd).requirements).toEqual([]);
  });
});

describe('selectForwardCompat', () => {
  it.each(cases.forward_compat_selection.cases)('selects or not ($id: $why)', (entry) => {
    const found = selectForwardCompat({
      compatLibs: entry.compat_libs,
      elfNote: entry.elf_note,
      hostDriver: entry.host_driver,
      hostCuda: entry.host_cuda,
    });
    expect(found.useCompat).toBe(entry.use_compat);
    expect(found.reason).not.toBe('');
  });

  it('selects nothing where two libraries lie', () => {
    const compatLibs = ['libcuda.so.575.57.08', 'libcuda.so.570.26'];
    const found = selectForwardCompat({ compatLibs, elfNote: null, hostDriver: '535.1', hostCuda: null });
    expect(found.useCompat).toBe(false);
  });
});

interface Expected {
  readonly error?: boolean;
  readonly requirements?: readonly string[];
  readonly devices?: readonly string[];
  readonly config?: null;
  readonly capabilities?: string;
}

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
