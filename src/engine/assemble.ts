import { exitCodeOf } from '../findings/exit-code.ts';
import { fingerprintOf } from '../findings/fingerprint.ts';
import type { Subject } from '../facts/subject.ts';
import { clip } from '../findings/clip.ts';
import { fillMessage } from '../findings/message.ts';
import { redactName } from '../findings/redact.ts';
import type { MissingFact } from '../findings/outcome.ts';
import type { Finding, Report, ReportInput, ReportRule, Unchecked } from '../findings/report.ts';
import { reaches, SEVERITIES, type Severity } from '../findings/severity.ts';
import type { Policy, SelectedRule } from '../rules/policy.ts';
import type { Language, RuleTexts } from '../rules/rule.ts';
import { decide } from './decide.ts';
import type { RawFinding, RawUnchecked, Tally } from './tally.ts';
import type { Waiver } from './waivers.ts';

/** What a run came to, before it is put into words. */
export interface RunResult {
  readonly tally: Tally;
  readonly policy: Policy;
  /** Parallel to tally.findings. */
  readonly waivedBy: readonly (Waiver | null)[];
  readonly inputs: readonly ReportInput[];
  /** Subjects other than files. */
  readonly subjects: number;
  readonly policyDigest: string;
  readonly policySource: string;
  readonly at: string;
  readonly version: string;
  readonly evidence: Report['evidence'];
  readonly matrices: Report['matrices'];
  readonly tools: Report['tools'];
  readonly change: Report['change'];
  /** Rules whose findings fail from a threshold of their own. */
  readonly thresholds?: ReadonlyMap<string, Severity | 'never'>;
}

/** Puts a run into words. Everything is decided here; formats only render. */
export function assembleReport(
  run: RunResult,
  texts: Readonly<Record<string, RuleTexts>>,
  language: Language,
): Report {
  const selected = new Map(run.policy.selected.map((choice) => [choice.rule.id, choice]));
  const findings = findingsOf(run, texts, selected);
  const notChecked = run.tally.unchecked.map((unchecked) => uncheckedOf(unchecked, selected));
  const verdict = decide({
    errors: run.tally.errors.length,
    failing: findings.filter((finding) => finding.failing && finding.waived === null).length,
    requiredUnchecked: notChecked.filter((unchecked) => unchecked.required).length,
    incompleteAllowed: run.policy.incompleteAllowed,
  });
  const rules = run.policy.selected.map((choice) => reportRule(choice, texts, run.tally));
  const { name, failOn } = run.policy;
  return {
    schema: 'https://paddle-verify.dev/schemas/report/1',
    tool: { name: 'paddle-verify', version: run.version },
    language,
    at: run.at,
    verdict,
    exitCode: exitCodeOf(verdict),
    evidence: run.evidence,
    policy: { name, digest: run.policyDigest, failOn, source: run.policySource },
    counts: countsOf(rules, run.policy.notSelected.length),
    coverage: coverageOf(rules, notChecked),
    subjects: run.subjects,
    findings,
    notChecked,
    errors: run.tally.errors.map(({ rule, subject, cause }) => ({
      rule,
      subject: clip(redactName(subject.name)),
      cause: clip(cause),
    })),
    notSelected: run.policy.notSelected.map(({ id, code, level }) => ({
      id,
      code,
      selectedBy: selector(level, id),
    })),
    rules,
    inputs: run.inputs,
    matrices: run.matrices,
    tools: run.tools,
    change: run.change,
  };
}

function selector(level: string, id: string): string {
  if (level === 'fleet') return '--fleet fleet.yaml';
  return level === 'production' ? '--policy production' : `rules: {${id}: {}} in paddle-verify.yaml`;
}

function findingsOf(
  run: RunResult,
  texts: Readonly<Record<string, RuleTexts>>,
  selected: ReadonlyMap<string, SelectedRule>,
): readonly Finding[] {
  const seen = new Map<string, number>();
  const findings = run.tally.findings.map((raw, index): Finding => {
    const choice = selected.get(raw.rule);
    const code = choice?.rule.code ?? '';
    const subject = redactName(raw.subject.id);
    const identity = `${code} ${subject} ${raw.key}`;
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    const severity = choice?.severity ?? 'medium';
    const waiver = run.waivedBy[index] ?? null;
    return {
      rule: raw.rule,
      code,
      severity,
      ...wordsOf(raw, texts[raw.rule]),
      subject: shownSubject(raw.subject),
      location: raw.location,
      related: raw.related,
      messageId: raw.message,
      evidence: raw.evidence,
      fingerprint: fingerprintOf(code, subject, raw.key, nth),
      failing: fails(severity, run.thresholds?.get(raw.rule) ?? run.policy.failOn),
      waived: waiver === null ? null : shownWaiver(waiver),
    };
  });
  return findings.sort(inReadingOrder);
}

function shownWaiver({ reason, owner, until, origin }: Waiver): Finding['waived'] {
  return { reason: reason ?? '', owner: owner ?? '', until: until ?? '', origin };
}

function fails(severity: Severity, threshold: Severity | 'never'): boolean {
  return threshold !== 'never' && reaches(severity, threshold);
}

function wordsOf(
  raw: RawFinding,
  texts: RuleTexts | undefined,
): Pick<Finding, 'title' | 'message' | 'remediation'> {
  const message = texts?.messages[raw.message];
  const fill = (template: string): string => fillMessage(template, raw.data, redactName(raw.subject.name));
  return {
    title: texts?.title ?? raw.rule,
    message: fill(message?.text ?? raw.message),
    remediation: fill(message?.remediation ?? texts?.remediation ?? ''),
  };
}

function inReadingOrder(a: Finding, b: Finding): number {
  const path = compareText(a.location?.path ?? '', b.location?.path ?? '');
  if (path !== 0) return path;
  const line = (a.location?.line ?? 0) - (b.location?.line ?? 0);
  if (line !== 0) return line;
  const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return severity !== 0 ? severity : compareText(a.code, b.code);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of one judgement; each is a line of its own, and nobody reads the hundredth. */
const MOST_MISSING = 100;

function clipped(missing: MissingFact): MissingFact {
  return { ...missing, detail: clip(missing.detail), advice: clip(missing.advice) };
}

function shownSubject({ kind, id, name }: Subject): Finding['subject'] {
  return { kind, id: clip(redactName(id)), name: clip(redactName(name)) };
}

function uncheckedOf(raw: RawUnchecked, selected: ReadonlyMap<string, SelectedRule>): Unchecked {
  const choice = selected.get(raw.rule);
  const missing = raw.missing.slice(0, MOST_MISSING).map(clipped);
  const [first] = missing;
  return {
    rule: raw.rule,
    code: choice?.rule.code ?? '',
    subject: shownSubject(raw.subject),
    location: raw.location,
    reasonCode: first?.code ?? 'failed',
    reason: first?.detail ?? '',
    advice: first?.advice ?? '',
    missing,
    required: choice?.required ?? true,
  };
}

function reportRule(
  { rule, severity }: SelectedRule,
  texts: Readonly<Record<string, RuleTexts>>,
  tally: Tally,
): ReportRule {
  const counts = tally.counts.get(rule.id) ?? { pass: 0, fail: 0, notApplicable: 0, notChecked: 0, error: 0 };
  const words = texts[rule.id];
  return {
    id: rule.id,
    code: rule.code,
    title: words?.title ?? rule.id,
    rationale: words?.rationale ?? '',
    severity,
    references: words?.references ?? [],
    checked: counts.notChecked === 0 && counts.error === 0,
    counts,
  };
}

function countsOf(rules: readonly ReportRule[], notSelected: number): Report['counts'] {
  const total = { pass: 0, fail: 0, notApplicable: 0, notChecked: 0, error: 0, notSelected };
  for (const { counts } of rules) {
    total.pass += counts.pass;
    total.fail += counts.fail;
    total.notApplicable += counts.notApplicable;
    total.notChecked += counts.notChecked;
    total.error += counts.error;
  }
  return total;
}

/** A rule counts as checked only if every one of its judgements was; an unchecked one is counted once, under its first reason. */
function coverageOf(rules: readonly ReportRule[], notChecked: readonly Unchecked[]): Report['coverage'] {
  const reasonOf = new Map<string, string>();
  for (const unchecked of notChecked)
    if (!reasonOf.has(unchecked.rule)) reasonOf.set(unchecked.rule, unchecked.reason);
  const reasons = new Map<string, number>();
  for (const rule of rules) {
    if (rule.checked) continue;
    const reason = reasonOf.get(rule.id) ?? 'an internal error';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const unchecked = [...reasons]
    .map(([reason, count]) => ({ reason, rules: count }))
    .sort((a, b) => b.rules - a.rules);
  return { rules: rules.length, checked: rules.filter((rule) => rule.checked).length, unchecked };
}
