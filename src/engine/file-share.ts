import type { InputKind } from '../facts/inputs.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import { own } from '../findings/own-text.ts';
import type { SupportingObject } from '../facts/workload.ts';
import { surveySubject, append, mergeSurvey, type InventoryGap, type Survey } from './survey.ts';
import { addTally, type RuleBook } from './tally.ts';
import type { Waiver } from './waivers.ts';

/** Everything that one file gave: plain data, which a bundle can hold as it is. */
export interface FileShare {
  readonly path: string;
  readonly kind: InputKind;
  readonly readable: boolean;
  /** Subjects that the report counts for the file: those of the file itself left out. */
  readonly found: number;
  readonly subjects: readonly SubjectEvidence[];
  readonly supporting: readonly SupportingObject[];
  readonly gaps: readonly InventoryGap[];
  /** Written as comments in it. */
  readonly waivers: readonly Waiver[];
}

/**
 * Judges what a file gave, and keeps of it only what the rules over everything need. `taken` is what was judged while the
 * file was read.
 */
export function surveyFile(survey: Survey, book: RuleBook, share: FileShare, taken?: Survey): void {
  for (const subject of share.subjects) surveySubject(survey, book, subject);
  if (taken !== undefined) mergeSurvey(survey, taken, addTally);
  const { path, kind, found, readable } = share;
  survey.inputs.push({ path, kind, subjects: found, readable });
  append(survey.supporting, own(share.supporting));
  append(survey.gaps, own(share.gaps));
  append(survey.waivers, own(share.waivers));
}
