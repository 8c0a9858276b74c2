import type { Evidence, EvidenceSet } from '../facts/evidence.ts';
import type { FactKind } from '../facts/fact-map.ts';
import type { ImageCensusEntry } from '../facts/inputs.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type { SupportingObject, WorkloadSummary } from '../facts/workload.ts';
import { emptyTally, judgeSubject, type RuleBook, type Tally } from './tally.ts';
import type { Waiver } from './waivers.ts';
import { own } from '../findings/own-text.ts';
import type { ReportInput } from '../findings/report.ts';

/** What reading and judging a share of the files gave: plain data, so that shares can be added. */
export interface Survey {
  readonly tally: Tally;
  /** Subjects that a rule over everything still needs, with only the facts that it needs. */
  readonly carried: SubjectEvidence[];
  readonly images: ImageCensusEntry[];
  readonly workloads: WorkloadSummary[];
  readonly supporting: SupportingObject[];
  readonly inputs: ReportInput[];
  readonly waivers: Waiver[];
  /** What keeps the inventory from being complete, in words. */
  readonly gaps: InventoryGap[];
  /** Subjects other than files. */
  subjects: number;
}

export interface InventoryGap {
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

export function emptySurvey(): Survey {
  return {
    tally: emptyTally(),
    carried: [],
    images: [],
    workloads: [],
    supporting: [],
    inputs: [],
    waivers: [],
    gaps: [],
    subjects: 0,
  };
}

/** Judges a subject at once and keeps of it only what the rules over everything need. */
export function surveySubject(survey: Survey, book: RuleBook, judged: SubjectEvidence): void {
  // What is kept of a subject must not keep the file that it was read from.
  const subject = { ...judged, subject: own(judged.subject) };
  judgeSubject(survey.tally, book, subject);
  if (subject.subject.kind !== 'file') survey.subjects++;
  carry(survey, book, subject);
  noteImage(survey, subject);
  const summary = subject.evidence['workload.summary'];
  if (summary?.status === 'observed') survey.workloads.push(own(summary.value));
}

function carry(survey: Survey, book: RuleBook, { subject, evidence }: SubjectEvidence): void {
  const kinds = book.carried.get(subject.kind);
  if (kinds === undefined) return;
  const kept: Partial<Record<FactKind, Evidence>> = {};
  for (const kind of kinds) {
    const known: Evidence | undefined = evidence[kind];
    if (known !== undefined) kept[kind] = ownEvidence(known);
  }
  // Keyed by kind, each with evidence of that kind: taken as it was from a set of that type.
  survey.carried.push({ subject, evidence: kept as EvidenceSet });
}

/** Provenance is one object for a whole file, and says nothing that was cut from it. */
function ownEvidence(evidence: Evidence): Evidence {
  return { ...own({ ...evidence, provenance: null }), provenance: evidence.provenance };
}

function noteImage(survey: Survey, { subject, evidence }: SubjectEvidence): void {
  if (subject.kind !== 'image') return;
  const reference = evidence['image.reference'];
  const use = evidence['image.use'];
  if (use?.status !== 'observed' || subject.location === null) return;
  if (reference?.status !== 'observed') {
    const { detail, advice } = reference ?? { detail: 'not read', advice: '' };
    survey.gaps.push(own({ what: subject.name, why: detail, advice }));
    return;
  }
  const tag = evidence['image.tag'];
  survey.images.push({
    role: use.value.role,
    make: use.value.make,
    reference: own(reference.value.reference),
    tag: tag?.status === 'observed' ? own(tag.value) : null,
    place: subject.location,
    owner: subject.id,
  });
}

/** Adds a share to the whole. */
export function mergeSurvey(into: Survey, from: Survey, addTally: (into: Tally, from: Tally) => void): void {
  addTally(into.tally, from.tally);
  append(into.carried, from.carried);
  append(into.images, from.images);
  append(into.workloads, from.workloads);
  append(into.supporting, from.supporting);
  append(into.inputs, from.inputs);
  append(into.waivers, from.waivers);
  append(into.gaps, from.gaps);
  into.subjects += from.subjects;
}

/** `push(...items)` overflows the stack on large sets. */
export function append<T>(into: T[], items: readonly T[]): void {
  for (const item of items) into.push(item);
}
