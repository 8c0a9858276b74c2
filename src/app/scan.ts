import { inlineWaivers } from '../engine/inline-waivers.ts';
import type { RuleBook } from '../engine/tally.ts';
import type { FileSource } from '../facts/file-source.ts';
import type { ReadContext } from '../inputs/port.ts';
import { readFile, unreadable, type FileRequest, type FileResult } from './read-file.ts';
import { emptySurvey, surveySubject, type Survey } from './survey.ts';

export type ScanItem = FileRequest & {
  readonly problem: { readonly code: string; readonly detail: string } | null;
};

export interface ScanSetting {
  readonly source: FileSource;
  readonly context: ReadContext;
  readonly book: RuleBook;
  /** Files that are judged as what a kustomization renders of them. */
  readonly drawnIn: ReadonlySet<string>;
}

/** Reads and judges files one after the other; a file's trees and facts are let go before the next one is read. */
export async function scanFiles(
  items: readonly ScanItem[],
  { source, context, book, drawnIn }: ScanSetting,
): Promise<Survey> {
  const survey = emptySurvey();
  for (const item of items) {
    if (drawnIn.has(item.path)) {
      noteDrawnIn(survey, item.path, context);
      continue;
    }
    const result = await resultOf(item, source, context);
    if (result.reading === null) continue;
    addFile(survey, book, result);
  }
  return survey;
}

/** A base or a patch means something only through the kustomization that uses it: judged alone, it would be judged twice. */
export async function filesOfKustomizations(
  items: readonly ScanItem[],
  context: ReadContext,
): Promise<ReadonlySet<string>> {
  const paths = items
    .filter(({ bytes, image }) => bytes === undefined && image !== true)
    .map(({ path }) => path);
  if (!paths.some((path) => /(^|\/)kustomization(\.ya?ml)?$/i.test(path))) return new Set();
  const { planKustomize } = await import('../inputs/kustomize/plan.ts');
  return planKustomize(paths, context).consumed;
}

/** Its waivers count where its lines are found fault with. */
function noteDrawnIn(survey: Survey, path: string, context: ReadContext): void {
  const found = context.lookup(path);
  survey.inputs.push({ path, kind: 'kustomization', subjects: 0, readable: found.ok });
  if (found.ok) survey.waivers.push(...inlineWaivers(path, found.file.text));
}

async function resultOf(item: ScanItem, source: FileSource, context: ReadContext): Promise<FileResult> {
  if (item.problem !== null) {
    const { code, detail } = item.problem;
    return unreadable(item.path, {
      code,
      message: detail,
      expected: 'a file or folder that can be read',
      place: null,
    });
  }
  return readFile(item, source, context);
}

function addFile(
  survey: Survey,
  book: RuleBook,
  { path, text, kind, readable, subjects, reading }: FileResult,
): void {
  for (const subject of subjects) surveySubject(survey, book, subject);
  const found = reading?.subjects.length ?? 0;
  survey.inputs.push({ path, kind: kind ?? 'unknown', subjects: found, readable });
  survey.supporting.push(...(reading?.supporting ?? []));
  for (const part of reading?.unread ?? [])
    survey.gaps.push({ what: part.what, why: part.detail, advice: part.advice });
  if (!readable)
    survey.gaps.push({ what: path, why: 'the file could not be read whole', advice: 'mend the file' });
  if (text !== null) survey.waivers.push(...inlineWaivers(path, text));
}
