import { describe, expect, it } from 'vitest';
import {
  check,
  describeTag,
  parseReference,
  type CheckOptions,
  type EvidenceSet,
  type Subject,
} from '../../src/index.ts';
import { catalogFiles } from '../rules/catalog-files.ts';

const rules = [...catalogFiles().values()];
const provenance = { collector: 'test', source: 'deploy.yaml', digest: null };
const options: CheckOptions = { rules, policy: { extends: 'baseline' }, at: '2026-11-23' };

function image(text: string): { readonly subject: Subject; readonly evidence: EvidenceSet } {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(text);
  const tag = describeTag(parsed.value);
  const observed = <T>(value: T, gaps = []) => ({ status: 'observed' as const, value, gaps, provenance });
  return {
    subject: { id: text, kind: 'image', name: text, location: { path: 'deploy.yaml', line: 3, column: 9 } },
    evidence: {
      'image.reference': observed({ written: text, reference: parsed.value, resolvedFrom: [] }),
      'image.tag': observed(tag),
      'image.use': observed({
        role: 'container',
        make: 'paddle',
        makeWhy: '',
        platform: null,
        pullPolicy: null,
        at: {},
      }),
      'image.pinning': observed({
        form: 'tag',
        floating: tag.floating.floating,
        moves: tag.floating.floating,
        mayMove: false,
        why: tag.floating.why,
      }),
    },
  };
}

function judge(text: string, more: Partial<CheckOptions> = {}) {
  const { subject, evidence } = image(text);
  return check([subject], { ...options, ...more }, { [subject.id]: evidence });
}

describe('check', () => {
  it('finds what the command line finds, and says it in the language asked for', () => {
    const report = judge('paddlepaddle/paddle:latest-gpu', { language: 'zh' });
    expect(report.verdict).toBe('fail');
    expect(report.exitCode).toBe(1);
    expect(report.language).toBe('zh');
    expect(report.findings).toMatchObject([
      { rule: 'tag/is-pinned', code: 'PV1001', location: { line: 3 }, waived: null },
    ]);
  });

  it('never passes on evidence that it was not given', () => {
    const { subject } = image('paddlepaddle/paddle:2.6.1');
    const report = check([subject], options, {});
    expect(report.verdict).toBe('incomplete');
    expect(report.findings).toEqual([]);
    expect(report.notChecked.map(({ rule }) => rule)).toContain('tag/is-pinned');
  });

  it('honours waivers until their last day', () => {
    const waiver = { rule: 'PV1001', subject: '*', reason: 'on its way', owner: '@ocr', until: '2026-12-01' };
    const waived = (at: string) =>
      judge('paddlepaddle/paddle:latest-gpu', { waivers: [waiver], at }).findings.find(
        ({ rule }) => rule === 'tag/is-pinned',
      )?.waived;
    expect(waived('2026-11-23')).not.toBeNull();
    expect(waived('2027-01-01')).toBeNull();
  });

  it('takes severities and selection from the policy', () => {
    const report = judge('paddlepaddle/paddle:latest-gpu', { policy: { rules: { 'tag/is-pinned': 'low' } } });
    expect(report.findings[0]?.severity).toBe('low');
    expect(report.verdict).not.toBe('fail');
  });

  it.each<[string, object]>([
    ['a policy that is none', { policy: { extends: 'strict' } }],
    ['an unknown rule in the policy', { policy: { rules: { 'tag/nothing': 'high' } } }],
    ['a key that is not known', { policy: { ruels: {} } }],
    ['a time that is none', { at: 'tomorrow' }],
    ['no rules', { rules: [] }],
    ['a rule without a check', { rules: [{ id: 'a/b', check: 'a/b', severity: 'high', code: 'X1' }] }],
    ['nothing at all', { rules: undefined, policy: undefined, at: undefined }],
  ])('answers %s with a report that says error', (_, more) => {
    const report = judge('paddlepaddle/paddle:2.6.1', more);
    expect(report.verdict).toBe('error');
    expect(report.exitCode).toBe(4);
    expect(report.errors[0]?.cause).not.toBe('');
  });

  it('answers no subjects with an error, not with a pass', () => {
    expect(check([], options, {}).verdict).toBe('error');
  });

  it('never throws, whatever it is called with', () => {
    for (const odd of [null, undefined, 7, 'x', {}, []]) {
      // What a caller without types may hand over.
      const report = check(odd as never, odd as never, odd as never);
      expect(report.verdict).not.toBe('pass');
    }
  });
});
