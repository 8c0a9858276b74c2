import type { BoundRule } from '../../src/engine/bind.ts';
import { observed, unavailable, type EvidenceSet, type Gap } from '../../src/facts/evidence.ts';
import type { SubjectEvidence } from '../../src/facts/subject.ts';
import type { Judgement } from '../../src/findings/outcome.ts';
import type { Policy, SelectedRule } from '../../src/rules/policy.ts';
import type { RuleCore } from '../../src/rules/rule.ts';

const PROVENANCE = { collector: 'test', source: 'a.yaml', digest: null };
const GAP: Gap = { what: 'a part', why: 'it is computed', advice: 'write it out' };

/** How much is known of the one fact that the rules here need. */
export type Knowledge = 'whole' | 'gap' | 'unavailable' | 'never collected';

export function evidenceOf(knowledge: Knowledge, subjects = 1): EvidenceSet {
  if (knowledge === 'never collected') return {};
  if (knowledge === 'unavailable')
    return { 'file.coverage': unavailable('failed', 'broken', 'mend it', PROVENANCE) };
  return { 'file.coverage': observed({ subjects }, PROVENANCE, knowledge === 'gap' ? [GAP] : []) };
}

export function subjectOf(id: string, knowledge: Knowledge, line = 1): SubjectEvidence {
  const path = id.split('#', 1)[0] ?? id;
  return {
    subject: { id, kind: 'file', name: id, location: { path, line, column: 1 } },
    evidence: evidenceOf(knowledge),
  };
}

export function boundRule(judge: () => Judgement, more: Partial<BoundRule> = {}): BoundRule {
  return {
    id: 'test/rule',
    code: 'TEST0001',
    severity: 'high',
    required: true,
    subject: 'file',
    needs: ['file.coverage'],
    conditions: [],
    options: {},
    at: 0,
    judge,
    ...more,
  };
}

const CORE: RuleCore = {
  id: 'test/rule',
  code: 'TEST0001',
  severity: 'high',
  check: 'test/check',
  options: {},
  appliesWhen: {},
  level: 'baseline',
  required: 'baseline',
};

export function policyOf(more: Partial<Policy> = {}, choice: Partial<SelectedRule> = {}): Policy {
  return {
    name: 'test',
    failOn: 'medium',
    incompleteAllowed: false,
    selected: [
      { rule: CORE, severity: 'high', required: true, options: {}, optionsChanged: false, ...choice },
    ],
    notSelected: [],
    waivers: [],
    inlineWaiversAllowed: true,
    notWaivable: [],
    unsignedBundlesAllowed: true,
    ...more,
  };
}
