import { describe, expect, it } from 'vitest';
import { inlineWaivers } from '../../src/engine/inline-waivers.ts';
import { emptyTally, judgeSubject, ruleBook } from '../../src/engine/tally.ts';
import { applyWaivers, fromConfiguration, globMatches, type Waiver } from '../../src/engine/waivers.ts';
import { fail } from '../../src/findings/outcome.ts';
import type { Policy } from '../../src/rules/policy.ts';
import { boundRule, policyOf, subjectOf } from './made.ts';

const AT = Date.parse('2026-11-23T12:00:00Z');
const CODES = new Map([
  ['test/rule', 'TEST0001'],
  ['TEST0001', 'test/rule'],
]);
const WHOLE = {
  rule: 'test/rule',
  subject: '*',
  reason: 'agreed with security',
  owner: '@ocr',
  until: '2026-12-01',
};

function findings(line = 3) {
  const tally = emptyTally();
  judgeSubject(
    tally,
    ruleBook([boundRule(() => fail('bad'))]),
    subjectOf('deploy/a.yaml#Pod/a', 'whole', line),
  );
  return tally.findings;
}

function apply(waiver: Waiver, policy: Partial<Policy> = {}) {
  const { waivedBy, states } = applyWaivers(findings(), [waiver], policyOf(policy), CODES, AT);
  return { waived: waivedBy[0] !== null, state: states[0]! };
}

const configured = (more: Partial<typeof WHOLE> = {}): Waiver =>
  fromConfiguration({ ...WHOLE, ...more }, 'paddle-verify.yaml');
const inline = (comment: string, before = ''): Waiver =>
  inlineWaivers(
    'deploy/a.yaml',
    `\n${before}# paddle-verify ${comment}\n${before === '' ? 'image: x\n' : ''}`,
  )[0]!;

describe('a waiver of the configuration', () => {
  it.each([
    ['whole', {}, true],
    ['by code', { rule: 'TEST0001' }, true],
    ['of another rule', { rule: 'test/other' }, false],
    ['of the path', { subject: 'deploy/a.yaml' }, true],
    ['of a folder', { subject: 'deploy/*' }, true],
    ['of another folder', { subject: 'prod/*' }, false],
    ['of the part of a name', { subject: 'deploy' }, false],
    ['on its last day', { until: '2026-11-23' }, true],
    ['after its last day', { until: '2026-11-22' }, false],
    ['without a day', { until: 'soon' }, false],
    ['without a reason', { reason: '' }, false],
    ['without an owner', { owner: '' }, false],
  ])('%s', (_, more, waived) => {
    expect(apply(configured(more)).waived).toBe(waived);
  });

  it.each(['test/rule', 'TEST0001'])('is refused where the policy calls %s not waivable', (named) => {
    for (const rule of ['test/rule', 'TEST0001']) {
      const { waived, state } = apply(configured({ rule }), { notWaivable: [named] });
      expect(waived).toBe(false);
      expect(state.refused).not.toBeNull();
    }
  });

  it('that takes nothing away is seen to be unused', () => {
    expect(apply(configured()).state.used).toBe(1);
    expect(apply(configured({ subject: 'none' })).state.used).toBe(0);
  });
});

describe('a waiver in a comment', () => {
  const PARTS = 'ignore=TEST0001 until=2026-12-01 owner=@ocr -- agreed';

  it('speaks of the next line', () => {
    expect(apply(inline(PARTS)).waived).toBe(true);
  });

  it('speaks of its own line when something stands before it', () => {
    expect(inline(PARTS, 'image: x ')).toMatchObject({ covers: 2, place: { line: 2, column: 10 } });
  });

  it.each([
    ['no reason', 'ignore=TEST0001 until=2026-12-01 owner=@ocr'],
    ['no owner', 'ignore=TEST0001 until=2026-12-01 -- agreed'],
    ['no date', 'ignore=TEST0001 owner=@ocr -- agreed'],
    ['no rule', 'ignore= until=2026-12-01 owner=@ocr -- agreed'],
    ['an owner in the reason only', 'ignore=TEST0001 until=2026-12-01 -- owner=@ocr'],
  ])('with %s waives nothing, and is told of', (_, comment) => {
    const { waived, state } = apply(inline(comment));
    expect(waived).toBe(false);
    expect(state.missing).not.toEqual([]);
  });

  it('waives nothing where the policy denies it', () => {
    expect(apply(inline(PARTS), { inlineWaiversAllowed: false })).toMatchObject({ waived: false });
  });

  it('names several rules', () => {
    const found = inlineWaivers(
      'a',
      '# paddle-verify ignore=A0001,B0002 until=2026-12-01 owner=@o -- r\nx\n',
    );
    expect(found.map(({ rule, covers }) => [rule, covers]).sort()).toEqual([
      ['A0001', 2],
      ['B0002', 2],
    ]);
  });

  it.each([
    ['a text that only mentions it', 'image: "see paddle-verify ignore=TEST0001"\n'],
    ['a comment that begins otherwise', '# see paddle-verify ignore=TEST0001\n'],
  ])('is not %s', (_, text) => {
    expect(inlineWaivers('a', text)).toEqual([]);
  });

  it('is read in time that grows with the text', () => {
    const comments = '# paddle-verify ignore=A until=2026-12-01 owner=@o -- r\n'.repeat(50_000);
    const found = inlineWaivers('a', `${comments}x\n`);
    expect(found).toHaveLength(50_000);
    expect(new Set(found.map(({ covers }) => covers))).toEqual(new Set([50_001]));
  });
});

describe('globMatches', () => {
  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*c', 'abc', true],
    ['a*c', 'abcd', false],
    ['*b*', 'abc', true],
    ['**', 'x', true],
    ['a.c', 'abc', false],
    ['*a', 'aaaa', true],
    [`${'*a'.repeat(50)}b`, 'a'.repeat(5000), false],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected);
  });
});
