import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleReport, type RunResult } from '../../src/engine/assemble.ts';
import {
  addTally,
  emptyTally,
  judgeSubject,
  noteError,
  ruleBook,
  type Tally,
} from '../../src/engine/tally.ts';
import type { Report } from '../../src/findings/report.ts';
import { fail, notApplicable, pass, type Judgement } from '../../src/findings/outcome.ts';
import type { Severity } from '../../src/findings/severity.ts';
import { SEVERITIES } from '../../src/findings/severity.ts';
import { boundRule, policyOf, subjectOf, type Knowledge } from './made.ts';

interface Case {
  readonly said: 'pass' | 'fail' | 'notApplicable';
  readonly known: Knowledge;
}
interface Setting {
  readonly failOn?: Severity | 'never';
  readonly severity?: Severity;
  readonly required?: boolean;
  readonly incompleteAllowed?: boolean;
}

const SAID: Readonly<Record<Case['said'], () => Judgement>> = {
  pass,
  fail: () => fail('bad'),
  notApplicable: () => notApplicable('not here'),
};

function tallyOf(cases: readonly Case[]): Tally {
  const tally = emptyTally();
  for (const [index, { said, known }] of cases.entries())
    judgeSubject(tally, ruleBook([boundRule(SAID[said])]), subjectOf(`${String(index)}.yaml`, known));
  return tally;
}

function reportOf(tally: Tally, setting: Setting = {}): Report {
  const { failOn = 'medium', incompleteAllowed = false, severity = 'high', required = true } = setting;
  const run: RunResult = {
    tally,
    policy: policyOf({ failOn, incompleteAllowed }, { severity, required }),
    waivedBy: tally.findings.map(() => null),
    inputs: [],
    subjects: 1,
    policyDigest: '',
    policySource: '',
    at: '',
    version: '',
    evidence: 'collected now',
    matrices: [],
    tools: [],
    change: null,
  };
  return assembleReport(run, {}, 'en');
}

const aCase: fc.Arbitrary<Case> = fc.record({
  said: fc.constantFrom('pass', 'fail', 'notApplicable'),
  known: fc.constantFrom('whole', 'gap', 'unavailable', 'never collected'),
});
const aSetting: fc.Arbitrary<Setting> = fc.record({
  failOn: fc.constantFrom(...SEVERITIES, 'never'),
  severity: fc.constantFrom(...SEVERITIES),
  required: fc.boolean(),
  incompleteAllowed: fc.boolean(),
});

describe('the verdict', () => {
  it('is pass if and only if nothing failed above the threshold and every required judgement was made', () => {
    fc.assert(
      fc.property(fc.array(aCase, { maxLength: 8 }), aSetting, (cases, setting) => {
        const { verdict, findings, notChecked, exitCode } = reportOf(tallyOf(cases), setting);
        const level = SEVERITIES.indexOf(setting.severity ?? 'high');
        const above = setting.failOn !== 'never' && level <= SEVERITIES.indexOf(setting.failOn ?? 'medium');
        const failed = above && findings.length > 0;
        const open =
          setting.required === true && setting.incompleteAllowed === false && notChecked.length > 0;
        expect(verdict).toBe(failed ? 'fail' : open ? 'incomplete' : 'pass');
        expect(exitCode).toBe(failed ? 1 : open ? 3 : 0);
      }),
    );
  });

  it('is never better for knowing less', () => {
    const rank = { pass: 0, incomplete: 1, fail: 2, error: 3 };
    fc.assert(
      fc.property(fc.array(aCase, { minLength: 1, maxLength: 6 }), fc.nat(), (cases, at) => {
        const index = at % cases.length;
        const less = cases.map((one, i) =>
          i === index && one.known === 'whole' ? { ...one, known: 'gap' as const } : one,
        );
        const before = reportOf(tallyOf(cases));
        const after = reportOf(tallyOf(less));
        expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict]);
        expect(after.counts.pass).toBeLessThanOrEqual(before.counts.pass);
      }),
    );
  });

  it('is error when anything broke, whatever else was found', () => {
    fc.assert(
      fc.property(fc.array(aCase, { maxLength: 4 }), (cases) => {
        const tally = tallyOf(cases);
        const { subject } = subjectOf('broken.yaml', 'whole');
        noteError(tally, { rule: 'test/rule', subject, cause: 'x' });
        const { verdict, exitCode, counts, coverage } = reportOf(tally, { failOn: 'never' });
        expect([verdict, exitCode, counts.error, coverage.checked]).toEqual(['error', 4, 1, 0]);
      }),
    );
  });
});

describe('a tally', () => {
  it('of all is the sum of the tallies of the parts', () => {
    fc.assert(
      fc.property(fc.array(aCase, { maxLength: 8 }), fc.nat(), (cases, at) => {
        const whole = tallyOf(cases);
        const cut = at % (cases.length + 1);
        const second = emptyTally();
        for (const [index, { said, known }] of cases.entries())
          if (index >= cut)
            judgeSubject(
              second,
              ruleBook([boundRule(SAID[said])]),
              subjectOf(`${String(index)}.yaml`, known),
            );
        const sum = tallyOf(cases.slice(0, cut));
        addTally(sum, second);
        expect(sum).toEqual(whole);
      }),
    );
  });

  it('takes more findings than a call takes arguments', () => {
    const many = emptyTally();
    const { findings } = tallyOf([{ said: 'fail', known: 'whole' }]);
    for (let i = 0; i < 300_000; i++) many.findings.push(findings[0]!);
    const into = emptyTally();
    addTally(into, many);
    expect(into.findings).toHaveLength(300_000);
  });
});

describe('a rule in the report', () => {
  it('counts as checked only if every one of its judgements was made', () => {
    const both = reportOf(
      tallyOf([
        { said: 'pass', known: 'whole' },
        { said: 'pass', known: 'gap' },
      ]),
    );
    expect(both.coverage).toMatchObject({ rules: 1, checked: 0, unchecked: [{ rules: 1 }] });
    expect(both.counts).toMatchObject({ pass: 1, notChecked: 1 });
  });

  it('shows no more of a text than a person reads', () => {
    const tally = emptyTally();
    const huge = subjectOf(`${'x'.repeat(5_000_000)}.yaml`, 'whole');
    judgeSubject(
      tally,
      ruleBook([boundRule(() => fail('bad', { data: { name: 'y'.repeat(5_000_000) } }))]),
      huge,
    );
    judgeSubject(tally, ruleBook([boundRule(pass)]), { ...huge, evidence: {} });
    const { findings, notChecked } = reportOf(tally);
    expect(JSON.stringify([findings[0]?.subject, notChecked[0]?.subject]).length).toBeLessThan(5000);
  });
});
