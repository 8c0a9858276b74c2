import { expect, it } from 'vitest';
import { judgeRule } from '../../src/engine/judge.ts';
import { fail, notApplicable } from '../../src/findings/outcome.ts';
import { boundRule, subjectOf } from './made.ts';

it.each([
  ['whole', 'fail'],
  ['gap', 'notChecked'],
  ['unavailable', 'notChecked'],
] as const)('what is missing from evidence that is %s: %s', (knowledge, expected) => {
  const rule = boundRule(() => fail('missing'), { absence: ['file.coverage'] });
  expect(judgeRule(rule, subjectOf('a', knowledge)).outcome).toBe(expected);
});

it('does not keep a rule from not applying', () => {
  const rule = boundRule(() => notApplicable('not here'), { absence: ['file.coverage'] });
  expect(judgeRule(rule, subjectOf('a', 'gap')).outcome).toBe('notApplicable');
});
