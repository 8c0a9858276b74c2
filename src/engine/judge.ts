import type { Evidence, EvidenceSet, Gap } from '../facts/evidence.ts';
import type { FactKind } from '../facts/fact-map.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import { notApplicable, type MissingFact, type Outcome } from '../findings/outcome.ts';
import type { BoundRule } from './bind.ts';

/**
 * One rule on one subject. The engine, never a check, says `notChecked` and `error`:
 * - needed evidence that is unavailable, or was never collected, is `notChecked` and the check is not called;
 * - a pass on evidence with gaps is `notChecked`; a fail stands, unless it rests on what is absent from just that evidence;
 * - a check that throws is `error`.
 */
export function judgeRule(rule: BoundRule, { subject, evidence }: SubjectEvidence): Outcome {
  const inapplicable = rule.conditions.some((condition) => {
    const known = evidence[condition.kind];
    if (known?.status !== 'observed') return false;
    const value = (known.value as unknown as Record<string, unknown>)[condition.field];
    return !condition.values.includes(value as string);
  });
  if (inapplicable) return notApplicable('the rule does not apply to this kind of subject');
  const missing = missingFacts(rule.needs, evidence);
  if (missing !== null) return { outcome: 'notChecked', missing };
  return callJudge(rule, { subject, evidence });
}

function callJudge(rule: BoundRule, { subject, evidence }: SubjectEvidence): Outcome {
  try {
    const { at, options } = rule;
    const outcome = rule.judge({ subject, facts: narrow(rule.needs, evidence), options, at });
    if (outcome.outcome === 'notApplicable') return outcome;
    const gaps = gapsOf(outcome.outcome === 'pass' ? rule.needs : (rule.absence ?? []), evidence);
    return gaps === null ? outcome : { outcome: 'notChecked', missing: gaps };
  } catch (error) {
    return {
      outcome: 'error',
      cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

/** Only what the check declared. */
function narrow(
  needs: readonly FactKind[],
  evidence: EvidenceSet,
): Parameters<BoundRule['judge']>[0]['facts'] {
  const facts: Partial<Record<FactKind, unknown>> = {};
  for (const kind of needs) {
    const known: Evidence | undefined = evidence[kind];
    if (known?.status === 'observed') facts[kind] = known.value;
  }
  // Every kind of `needs` is observed here (missingFacts was null), so the record is complete for this check.
  return facts as Parameters<BoundRule['judge']>[0]['facts'];
}

function missingFacts(needs: readonly FactKind[], evidence: EvidenceSet): readonly MissingFact[] | null {
  let missing: MissingFact[] | null = null;
  for (const kind of needs) {
    const known: Evidence | undefined = evidence[kind];
    if (known?.status === 'observed') continue;
    missing ??= [];
    if (known === undefined)
      missing.push({
        kind,
        code: 'not-requested',
        detail: `${kind} was not collected`,
        advice: 'collect it with the tool that knows it',
      });
    else missing.push({ kind, code: known.code, detail: known.detail, advice: known.advice });
  }
  return missing;
}

function gapsOf(needs: readonly FactKind[], evidence: EvidenceSet): readonly MissingFact[] | null {
  let missing: MissingFact[] | null = null;
  for (const kind of needs) {
    const known: Evidence | undefined = evidence[kind];
    if (known?.status !== 'observed' || known.gaps.length === 0) continue;
    missing ??= [];
    for (const gap of known.gaps) missing.push(partial(kind, gap));
  }
  return missing;
}

function partial(kind: FactKind, gap: Gap): MissingFact {
  // Some reasons name what they are about themselves.
  const detail = gap.why.startsWith(`${gap.what}: `) ? gap.why : `${gap.what}: ${gap.why}`;
  return { kind, code: 'partial', detail, advice: gap.advice };
}
