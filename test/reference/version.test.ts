import { compare, valid } from '@renovatebot/pep440';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, readVersion } from '../../src/reference/version.ts';

const version = fc
  .tuple(
    fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', 'a', 'b', 'rc', '-alpha', '.beta', 'c', '_pre'),
    fc.nat(12),
    fc.constantFrom('', '.post1', '.post117', '-rev2'),
    fc.constantFrom('', '.dev0', '.dev20250101'),
  )
  .map(
    ([parts, pre, number, post, dev]) =>
      `${parts.join('.')}${pre === '' ? '' : `${pre}${number}`}${post}${dev}`,
  );

describe('versions', () => {
  it.each([
    ['2.6.1', '2.6.1', 3, false],
    ['v0.9.0a0', '0.9.0a0', 3, true],
    ['V1', '1', 1, false],
    ['2.0.0-alpha0', '2.0.0a0', 3, true],
    ['3.0.0-rc1', '3.0.0rc1', 3, true],
    ['2.0.0.0-alpha', '2.0.0.0a0', 4, true],
    ['3.0.0-beta.2', '3.0.0b2', 3, true],
    ['2.6.0.post117', '2.6.0.post117', 3, false],
    ['3.0.0.dev20240801', '3.0.0.dev20240801', 3, true],
    ['02.06', '2.6', 2, false],
  ])('%s is %s', (text, normal, parts, prerelease) => {
    expect(readVersion(text)).toEqual({ text: normal, parts, prerelease });
  });

  it.each([
    '',
    'v',
    'a1',
    '1.',
    '.1',
    '1..2',
    '1.2x',
    '1.2rc1a1',
    '1.2.post1rc1',
    '1.2+cu118',
    '1.2-',
    '1'.repeat(41),
    '1.2-1',
  ])('%j is none', (text) => {
    expect(readVersion(text)).toBeNull();
  });

  it('orders betas by number, finals after candidates, and any size of number', () => {
    const sorted = [
      '2.6',
      '2.6.0.post117',
      '2.6.1',
      '3.0.0.dev20240801',
      '3.0.0b1',
      '3.0.0b2',
      '3.0.0b10',
      '3.0.0rc0',
      '3.0.0',
      '3.0.0.post1',
      '90071992547409931.0',
      '90071992547409932.0',
    ];
    sorted.forEach((left, i) => {
      sorted.forEach((right, j) => {
        expect(compareVersions(left, right)).toBe(Math.sign(i - j));
      });
    });
    expect(compareVersions('2.6', '2.6.0')).toBe(0);
    expect(compareVersions('3.0.0b1.dev1', '3.0.0b1')).toBe(-1);
    expect(compareVersions('3.0.0.post1', '3.0.0.post1.dev2')).toBe(1);
    expect(compareVersions('3.0.0.dev1', '3.0.0.dev2')).toBe(-1);
    expect(compareVersions('3.0.0.post10', '3.0.0.post9')).toBe(1);
    expect(compareVersions('', '1.0')).toBe(-1);
    expect(compareVersions('1.0.0', '1')).toBe(0);
  });

  it('reads and orders as a PEP 440 library does', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        const [a, b] = [readVersion(left), readVersion(right)];
        expect(a === null).toBe(valid(left) === null);
        if (a !== null) expect(compare(a.text, left)).toBe(0);
        if (a !== null && b !== null)
          expect(compareVersions(a.text, b.text)).toBe(Math.sign(compare(left, right)));
      }),
      { numRuns: 500 },
    );
  });
});
