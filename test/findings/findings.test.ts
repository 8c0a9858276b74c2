import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { clip } from '../../src/findings/clip.ts';
import { EXIT_CODES, exitCodeOf } from '../../src/findings/exit-code.ts';
import { fingerprintOf } from '../../src/findings/fingerprint.ts';
import { fillMessage } from '../../src/findings/message.ts';
import { reaches, SEVERITIES } from '../../src/findings/severity.ts';

describe('exit codes', () => {
  it.each([
    [{ errors: 1, failing: 1, requiredUnchecked: 1 }, 4],
    [{ errors: 0, failing: 1, requiredUnchecked: 1 }, 1],
    [{ errors: 0, failing: 0, requiredUnchecked: 1 }, 3],
    [{ errors: 0, failing: 0, requiredUnchecked: 0 }, 0],
  ])('of %j is %i: the highest in the order 4, 1, 3, 0 wins', (input, code) => {
    expect(exitCodeOf(decide({ ...input, incompleteAllowed: false }))).toBe(code);
  });

  it('forgive only what is incomplete where the policy allows that', () => {
    const input = { requiredUnchecked: 1, incompleteAllowed: true };
    expect(decide({ ...input, errors: 0, failing: 0 })).toBe('pass');
    expect(decide({ ...input, errors: 0, failing: 1 })).toBe('fail');
    expect(decide({ ...input, errors: 1, failing: 0 })).toBe('error');
  });

  it('are the five that are documented', () => {
    expect(Object.keys(EXIT_CODES)).toEqual(['0', '1', '2', '3', '4']);
  });
});

describe('severities', () => {
  it('reach what is no worse than themselves', () => {
    for (const [i, severity] of SEVERITIES.entries())
      for (const [j, threshold] of SEVERITIES.entries()) expect(reaches(severity, threshold)).toBe(i <= j);
  });
});

describe('fingerprints', () => {
  it('tell apart what differs in any part, also where the parts flow together', () => {
    expect(fingerprintOf('PV1001', 'ab', 'c')).not.toBe(fingerprintOf('PV1001', 'a', 'bc'));
    expect(fingerprintOf('PV1001', 'a', 'b', 1)).not.toBe(fingerprintOf('PV1001', 'a', 'b'));
    expect(fingerprintOf('PV1001', 'a', 'b')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('messages', () => {
  it.each([
    ['{a} and {b}', { a: 'x', b: ['y', 'z'] }, 'x and y, z'],
    ['{subject}', {}, 'S'],
    ['{subject}', { subject: 'own' }, 'own'],
    ['{constructor} {toString}', {}, '{constructor} {toString}'],
    ['{a}', { a: '{b}', b: 'x' }, '{b}'],
    ['{a}', { a: '$&' }, '$&'],
  ])('%j with %j is %j', (template, data, expected) => {
    expect(fillMessage(template, data, 'S')).toBe(expected);
  });
});

describe('clip', () => {
  it('keeps what is short, and says how much of the rest it leaves out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => {
        const shown = clip(text);
        if (text.length <= 1000) expect(shown).toBe(text);
        else {
          expect(shown).toContain(`… (${String(text.length)} characters)`);
          // Throws for half a character.
          expect(() => encodeURIComponent(shown)).not.toThrow();
        }
      }),
    );
  });
});
