import { inlineWaivers } from '../engine/inline-waivers.ts';
import { noteError, type RuleBook } from '../engine/tally.ts';
import type { FileSource } from '../facts/file-source.ts';
import type { ReadContext } from '../inputs/port.ts';
import { noProgress, type Progress } from './progress.ts';
import { readFile, unreadable, type FileRequest, type FileResult } from './read-file.ts';
import { append, emptySurvey, surveySubject, type Survey } from '../engine/survey.ts';

export type ScanItem = FileRequest & {
  readonly problem: { readonly code: string; readonly detail: string } | null;
};

export interface ScanSetting {
  readonly source: FileSource;
  readonly context: ReadContext;
  readonly book: RuleBook;
  /** Files that are judged as what a kustomization renders of them. */
  readonly drawnIn: ReadonlySet<string>;
  readonly progress?: Progress;
}

/** Reads and judges files one after the other; a file's trees and facts are let go before the next one is read. */
export async function scanFiles(
  items: readonly ScanItem[],
  { source, context, book, drawnIn, progress = noProgress }: ScanSetting,
): Promise<Survey> {
  const survey = emptySurvey();
  for (const [done, item] of items.entries()) {
    await progress.step(done);
    if (drawnIn.has(item.path) && noteDrawnIn(survey, item.path, context)) continue;
    try {
      const result = await resultOf(item, source, context);
      if (result.reading !== null) addFile(survey, book, result);
    } catch (error) {
      noteCrash(survey, item.path, error);
    }
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

/** Its waivers count where its lines are found fault with. False for a file that has to answer for itself: it cannot be read. */
function noteDrawnIn(survey: Survey, path: string, context: ReadContext): boolean {
  const found = context.lookup(path);
  if (!found.ok) return false;
  survey.inputs.push({ path, kind: 'kustomization', subjects: 0, readable: true });
  append(survey.waivers, inlineWaivers(path, found.file.text));
  return true;
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

/** A bug of ours in reading one file: the verdict is `error`, and what the other files hold is still told. */
function noteCrash(survey: Survey, path: string, error: unknown): void {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const subject = { id: path, kind: 'file', name: path, location: { path, line: 1, column: 1 } } as const;
  noteError(survey.tally, { rule: 'input/is-readable', subject, cause });
  survey.inputs.push({ path, kind: 'unknown', subjects: 0, readable: false });
  survey.gaps.push({ what: path, why: 'an internal error while it was read', advice: 'report the error' });
}

function addFile(
  survey: Survey,
  book: RuleBook,
  { path, text, kind, readable, subjects, reading }: FileResult,
): void {
  for (const subject of subjects) surveySubject(survey, book, subject);
  const found = reading?.subjects.length ?? 0;
  survey.inputs.push({ path, kind: kind ?? 'unknown', subjects: found, readable });
  append(survey.supporting, reading?.supporting ?? []);
  for (const part of reading?.unread ?? [])
    survey.gaps.push({ what: part.what, why: part.detail, advice: part.advice });
  if (!readable)
    survey.gaps.push({ what: path, why: 'the file could not be read whole', advice: 'mend the file' });
  if (text !== null) append(survey.waivers, inlineWaivers(path, text));
}
