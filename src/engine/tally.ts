import type { EvidenceSet, Provenance } from '../facts/evidence.ts';
import type { FactKind } from '../facts/fact-map.ts';
import type { At, Place, Subject, SubjectEvidence } from '../facts/subject.ts';
import { own, ownText } from '../findings/own-text.ts';
import type { Fail, MessageData, MissingFact, OutcomeWord } from '../findings/outcome.ts';
import { redactName, redactSentence, redactValues } from '../findings/redact.ts';
import { isLinked, type BoundRule } from './bind.ts';
import { judgeRule } from './judge.ts';

/** One thing that a fail rests on. */
export interface EvidenceNote {
  readonly kind: FactKind;
  readonly collector: string;
  readonly source: string;
  readonly digest: string | null;
}

/** A fail in context: plain data. */
export interface RawFinding {
  readonly rule: string;
  readonly subject: Subject;
  readonly location: Place | null;
  readonly related: readonly Place[];
  readonly message: string;
  readonly data: MessageData;
  readonly key: string;
  readonly evidence: readonly EvidenceNote[];
}

export interface RawUnchecked {
  readonly rule: string;
  readonly subject: Subject;
  readonly location: Place | null;
  readonly missing: readonly MissingFact[];
}

export interface RawError {
  readonly rule: string;
  readonly subject: Subject;
  readonly cause: string;
}

export type RuleCounts = Record<OutcomeWord, number>;

/** What a set of judgements came to. Two tallies of disjoint subjects can be added, so work can be shared out. */
export interface Tally {
  readonly counts: Map<string, RuleCounts>;
  readonly findings: RawFinding[];
  readonly unchecked: RawUnchecked[];
  readonly errors: RawError[];
  subjects: number;
}

export function emptyTally(): Tally {
  return { counts: new Map(), findings: [], unchecked: [], errors: [], subjects: 0 };
}

export function addTally(into: Tally, from: Tally): void {
  for (const [rule, counts] of from.counts) {
    const own = countsOf(into, rule);
    own.pass += counts.pass;
    own.fail += counts.fail;
    own.notApplicable += counts.notApplicable;
    own.notChecked += counts.notChecked;
    own.error += counts.error;
  }
  for (const finding of from.findings) into.findings.push(finding);
  for (const unchecked of from.unchecked) into.unchecked.push(unchecked);
  for (const error of from.errors) into.errors.push(error);
  into.subjects += from.subjects;
}

function countsOf(tally: Tally, rule: string): RuleCounts {
  let counts = tally.counts.get(rule);
  if (counts === undefined) {
    counts = { pass: 0, fail: 0, notApplicable: 0, notChecked: 0, error: 0 };
    tally.counts.set(rule, counts);
  }
  return counts;
}

/** Rules by kind of subject, so that a subject meets only those that judge it. */
export interface RuleBook {
  readonly local: ReadonlyMap<string, readonly BoundRule[]>;
  readonly linked: readonly BoundRule[];
  /** Kinds of facts that linked rules need of a single subject: these are carried until everything has been read. */
  readonly carried: ReadonlyMap<string, readonly FactKind[]>;
}

export function ruleBook(rules: readonly BoundRule[]): RuleBook {
  const local = new Map<string, BoundRule[]>();
  const carried = new Map<string, FactKind[]>();
  const linked = rules.filter(isLinked);
  for (const rule of rules)
    if (!linked.includes(rule)) local.set(rule.subject, [...(local.get(rule.subject) ?? []), rule]);
  for (const rule of linked) {
    const kinds = rule.needs.filter((kind) => !kind.startsWith('inputs.'));
    carried.set(rule.subject, [...new Set([...(carried.get(rule.subject) ?? []), ...kinds])]);
  }
  return { local, linked, carried };
}

/** Judges one subject by the rules that need nothing but itself. */
export function judgeSubject(tally: Tally, book: RuleBook, subject: SubjectEvidence): void {
  tally.subjects++;
  for (const rule of book.local.get(subject.subject.kind) ?? []) record(tally, rule, subject);
}

/** Judges one rule on one subject and writes the outcome down. */
export function record(tally: Tally, rule: BoundRule, judged: SubjectEvidence): void {
  const { subject } = judged;
  const outcome = judgeRule(rule, judged);
  countsOf(tally, rule.id)[outcome.outcome]++;
  if (outcome.outcome === 'fail') tally.findings.push(findingOf(rule, judged, outcome));
  else if (outcome.outcome === 'notChecked') {
    tally.unchecked.push({
      rule: rule.id,
      subject,
      location: subject.location,
      missing: own(outcome.missing.map(withoutSecrets)),
    });
  } else if (outcome.outcome === 'error') tally.errors.push({ rule: rule.id, subject, cause: outcome.cause });
}

/** Reports are posted and kept: they hold no more of a secret than a bundle does, from which the same report can be made. */
function withoutSecrets(missing: MissingFact): MissingFact {
  const { detail, advice } = missing;
  return { ...missing, detail: redactSentence(detail), advice: redactSentence(advice) };
}

/** An error outside of any judgement, such as a reader that failed on a file. */
export function noteError(tally: Tally, error: RawError): void {
  countsOf(tally, error.rule).error++;
  tally.errors.push(error);
}

function findingOf(rule: BoundRule, { subject, evidence }: SubjectEvidence, outcome: Fail): RawFinding {
  const place = (at: At): Place => ({
    path: at[2] ?? subject.location?.path ?? '',
    line: at[0],
    column: at[1],
  });
  return {
    rule: rule.id,
    subject,
    location: outcome.at === null ? subject.location : place(outcome.at),
    related: outcome.related.map(place),
    message: outcome.message,
    data: own(redactValues(outcome.data)),
    key: ownText(redactName(outcome.key)),
    evidence: notesOf(rule, evidence),
  };
}

/** Findings are many and what they rest on is little: what rests on the same facts of the same origin shares one list. */
const lists = new WeakMap<Provenance, Map<BoundRule, readonly EvidenceNote[]>>();

function notesOf(rule: BoundRule, evidence: EvidenceSet): readonly EvidenceNote[] {
  const kinds = rule.needs.filter((kind) => evidence[kind] !== undefined);
  const provenance = evidence[kinds[0] ?? 'file.content']?.provenance;
  const ofOneOrigin =
    provenance !== undefined && kinds.every((kind) => evidence[kind]?.provenance === provenance);
  if (!ofOneOrigin || kinds.length < rule.needs.length)
    return kinds.flatMap((kind) => noteOf(kind, evidence));
  let known = lists.get(provenance);
  if (known === undefined) {
    known = new Map();
    lists.set(provenance, known);
  }
  let list = known.get(rule);
  if (list === undefined) {
    list = kinds.flatMap((kind) => noteOf(kind, evidence));
    known.set(rule, list);
  }
  return list;
}

function noteOf(kind: FactKind, evidence: EvidenceSet): readonly EvidenceNote[] {
  const known = evidence[kind];
  if (known === undefined) return [];
  const { collector, source, digest } = known.provenance;
  return [{ kind, collector, source, digest }];
}
