import { describe, expect, it } from 'vitest';
import { judgeRule } from '../../src/engine/judge.ts';
import { fail, notApplicable, pass } from '../../src/findings/outcome.ts';
import { boundRule, subjectOf, type Knowledge } from './made.ts';

const SAID = { pass, fail: () => fail('bad'), notApplicable: () => notApplicable('not here') };

describe('judgeRule', () => {
  it.each([
    ['pass', 'whole', 'pass'],
    ['pass', 'gap', 'notChecked'],
    ['pass', 'unavailable', 'notChecked'],
    ['pass', 'never collected', 'notChecked'],
    ['fail', 'whole', 'fail'],
    ['fail', 'gap', 'fail'],
    ['fail', 'unavailable', 'notChecked'],
    ['fail', 'never collected', 'notChecked'],
    ['notApplicable', 'whole', 'notApplicable'],
    ['notApplicable', 'gap', 'notApplicable'],
    ['notApplicable', 'unavailable', 'notChecked'],
  ] as const)('a check that says %s, with the evidence %s: %s', (word, knowledge, outcome) => {
    const rule = boundRule(() => SAID[word]());
    expect(judgeRule(rule, subjectOf('a', knowledge)).outcome).toBe(outcome);
  });

  it.each<Knowledge>(['unavailable', 'never collected'])(
    'does not ask the check about %s evidence',
    (known) => {
      const rule = boundRule(() => {
        throw new Error('asked');
      });
      expect(judgeRule(rule, subjectOf('a', known)).outcome).toBe('notChecked');
    },
  );

  it('says what is missing and what would help', () => {
    expect(judgeRule(boundRule(pass), subjectOf('a', 'gap'))).toEqual({
      outcome: 'notChecked',
      missing: [
        { kind: 'file.coverage', code: 'partial', detail: 'a part: it is computed', advice: 'write it out' },
      ],
    });
    expect(judgeRule(boundRule(pass), subjectOf('a', 'unavailable'))).toMatchObject({
      missing: [{ code: 'failed', detail: 'broken', advice: 'mend it' }],
    });
  });

  it('turns a check that throws into an error, never into a pass', () => {
    const rule = boundRule(() => {
      throw new Error('broken check');
    });
    const outcome = judgeRule(rule, subjectOf('a', 'whole'));
    expect(outcome).toMatchObject({ outcome: 'error', cause: expect.stringContaining('broken check') });
  });

  it('shows a check only the facts that it declared', () => {
    let shown: unknown;
    const rule = boundRule(pass, {
      needs: [],
      judge: (input) => {
        shown = input.facts;
        return pass();
      },
    });
    judgeRule(rule, subjectOf('a', 'whole'));
    expect(shown).toEqual({});
  });

  describe('with a condition', () => {
    const rule = (values: readonly number[]) =>
      boundRule(() => fail('bad'), { conditions: [{ kind: 'file.coverage', field: 'subjects', values }] });

    it('does not apply where the fact has another value', () => {
      expect(judgeRule(rule([2]), subjectOf('a', 'whole')).outcome).toBe('notApplicable');
      expect(judgeRule(rule([2]), subjectOf('a', 'gap')).outcome).toBe('notApplicable');
      expect(judgeRule(rule([1, 2]), subjectOf('a', 'whole')).outcome).toBe('fail');
    });

    it('is not said to be inapplicable where the fact is not known', () => {
      expect(judgeRule(rule([2]), subjectOf('a', 'unavailable')).outcome).toBe('notChecked');
      expect(judgeRule(rule([2]), subjectOf('a', 'never collected')).outcome).toBe('notChecked');
    });
  });
});
