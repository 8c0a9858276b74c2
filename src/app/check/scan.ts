import type { FileShare } from '../../engine/file-share.ts';
import { surveyFile } from '../../engine/file-share.ts';
import { inlineWaivers } from '../../engine/inline-waivers.ts';
import { emptySurvey, surveySubject, type Survey } from '../../engine/survey.ts';
import { noteError, type RuleBook } from '../../engine/tally.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { ReadContext, Take } from '../../inputs/port.ts';
import { growHeapSlowly } from './heap.ts';
import { noProgress, type Progress } from './progress.ts';
import { readFile, unreadable, type FileRequest, type FileResult } from './read-file.ts';

export type ScanItem = FileRequest & {
  readonly problem: { readonly code: string; readonly detail: string } | null;
};

export interface ReadSetting {
  readonly source: FileSource;
  readonly context: ReadContext;
  /** Files that are judged as what a kustomization renders of them. */
  readonly drawnIn: ReadonlySet<string>;
  readonly progress?: Progress;
  /** Where a reader may leave the subjects of a large file as it goes; they then are not in the file's share. */
  readonly take?: (subject: SubjectEvidence, path: string) => void;
}

export interface ScanSetting extends ReadSetting {
  readonly book: RuleBook;
}

/** From here on a run counts as large. */
export const MANY_SUBJECTS = 2000;

/** Reads and judges files one after the other; a file's trees and facts are let go before the next one is read. */
export async function scanFiles(items: readonly ScanItem[], setting: ScanSetting): Promise<Survey> {
  const survey = emptySurvey();
  const { book } = setting;
  // Judged while the file is read, and added only once it is read to its end: a reader that fails midway gave nothing.
  let taken = emptySurvey();
  let many = false;
  const take = (subject: SubjectEvidence): void => {
    surveySubject(taken, book, subject);
    if (taken.tally.subjects === MANY_SUBJECTS) growHeapSlowly();
  };
  for await (const { path, share, crash } of readFiles(items, { ...setting, take })) {
    if (share !== null) surveyFile(survey, book, share, taken);
    if (crash !== null) noteCrash(survey, path, crash);
    if (taken.tally.subjects > 0) taken = emptySurvey();
    if (!many && survey.tally.subjects > MANY_SUBJECTS) growHeapSlowly();
    many = survey.tally.subjects > MANY_SUBJECTS;
  }
  return survey;
}

/** What became of one file: what it gave, nothing where it is none of ours, or a bug of ours. */
export interface ReadOne {
  readonly path: string;
  readonly share: FileShare | null;
  readonly crash: unknown;
}

/** What each file gives, one after the other. */
export async function* readFiles(
  items: readonly ScanItem[],
  { source, context, drawnIn, progress = noProgress, take }: ReadSetting,
): AsyncGenerator<ReadOne> {
  for (const [done, item] of items.entries()) {
    await progress.step(done);
    const { path } = item;
    try {
      const drawn = drawnIn.has(path) ? drawnInShare(path, context) : null;
      const taker =
        take &&
        ((subject: SubjectEvidence) => {
          take(subject, path);
        });
      const share = drawn ?? shareOf(await resultOf(item, source, context, taker));
      yield { path, share, crash: null };
    } catch (error) {
      yield { path, share: null, crash: error };
    }
  }
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
  const { planKustomize } = await import('../../inputs/kustomize/plan.ts');
  return planKustomize(paths, context).consumed;
}

/** Its waivers count where its lines are found fault with. Null for a file that has to answer for itself: it cannot be read. */
function drawnInShare(path: string, context: ReadContext): FileShare | null {
  const found = context.lookup(path);
  if (!found.ok) return null;
  return {
    path,
    kind: 'kustomization',
    readable: true,
    found: 0,
    subjects: [],
    supporting: [],
    gaps: [],
    waivers: inlineWaivers(path, found.file.text),
  };
}

async function resultOf(
  item: ScanItem,
  source: FileSource,
  context: ReadContext,
  take?: Take,
): Promise<FileResult> {
  if (item.problem !== null) {
    const { code, detail } = item.problem;
    return unreadable(item.path, {
      code,
      message: detail,
      expected: 'a file or folder that can be read',
      place: null,
    });
  }
  return readFile(item, source, context, take);
}

function shareOf({ path, text, kind, readable, subjects, reading }: FileResult): FileShare | null {
  if (reading === null) return null;
  const unread = reading.unread.map(({ what, detail, advice }) => ({ what, why: detail, advice }));
  const broken = { what: path, why: 'the file could not be read whole', advice: 'mend the file' };
  return {
    path,
    kind: kind ?? 'unknown',
    readable,
    found: reading.subjects.length + (reading.taken ?? 0),
    subjects,
    supporting: reading.supporting,
    gaps: readable ? unread : [...unread, broken],
    waivers: text === null ? [] : inlineWaivers(path, text),
  };
}

/** A bug of ours in reading one file: the verdict is `error`, and what the other files hold is still told. */
function noteCrash(survey: Survey, path: string, error: unknown): void {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const subject = { id: path, kind: 'file', name: path, location: { path, line: 1, column: 1 } } as const;
  noteError(survey.tally, { rule: 'input/is-readable', subject, cause });
  survey.inputs.push({ path, kind: 'unknown', subjects: 0, readable: false });
  survey.gaps.push({ what: path, why: 'an internal error while it was read', advice: 'report the error' });
}
