import { observed, type EvidenceSet } from '../facts/evidence.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type { WaiverState } from '../facts/waiver.ts';
import type { Policy } from '../rules/policy.ts';
import type { RuleCore } from '../rules/rule.ts';
import type { Survey } from './survey.ts';
import { record, type RuleBook } from './tally.ts';
import { applyWaivers, type Waiver } from './waivers.ts';

export interface Conclusion {
  readonly policy: Policy;
  /** Every rule that a waiver may name by id or code. */
  readonly rules: readonly RuleCore[];
  readonly waivers: readonly Waiver[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What is known of all inputs at once. */
  readonly inventory: EvidenceSet;
  /** Further subjects that follow from everything that was read, such as the change itself. */
  readonly extra: readonly SubjectEvidence[];
}

/**
 * Judges what needs everything at once, then the waivers themselves, and says which waiver covers which finding (parallel to
 * the findings of the tally).
 */
export function conclude(
  survey: Survey,
  book: RuleBook,
  { policy, rules, waivers, at, inventory, extra }: Conclusion,
): readonly (Waiver | null)[] {
  judgeWhole(survey, book, inventory);
  for (const subject of extra) judgeExtra(survey, book, subject);
  const codes = new Map(rules.flatMap(({ id, code }) => [[id, code] as const, [code, id] as const]));
  const { states } = applyWaivers(survey.tally.findings, waivers, policy, codes, at);
  for (const subject of states.map(waiverSubject)) judgeExtra(survey, book, subject);
  return applyWaivers(survey.tally.findings, waivers, policy, codes, at).waivedBy;
}

function judgeWhole(survey: Survey, book: RuleBook, inventory: EvidenceSet): void {
  const whole: SubjectEvidence = {
    subject: { id: 'inputs', kind: 'inputs', name: 'all inputs', location: null },
    evidence: inventory,
  };
  for (const rule of book.linked) {
    const subjects =
      rule.subject === 'inputs'
        ? [whole]
        : survey.carried.filter(({ subject }) => subject.kind === rule.subject);
    for (const { subject, evidence } of subjects)
      record(survey.tally, rule, { subject, evidence: { ...evidence, ...inventory } });
  }
}

function judgeExtra(survey: Survey, book: RuleBook, subject: SubjectEvidence): void {
  for (const rule of book.local.get(subject.subject.kind) ?? []) record(survey.tally, rule, subject);
}

function waiverSubject(state: WaiverState, index: number): SubjectEvidence {
  const rule = state.rule ?? '?';
  const source = state.place?.path ?? 'policy';
  return {
    subject: {
      id: `${source}#waiver/${rule}/${state.subject ?? String(index)}`,
      kind: 'waiver',
      name: `waiver of ${rule}`,
      location: state.place,
    },
    evidence: { 'waiver.state': observed(state, { collector: 'waivers', source, digest: null }) },
  };
}
