import { resolve } from 'node:path';
import { takeTeamRows } from '../../compatibility/matrix/team-rows.ts';
import { chunksOf } from '../../adapters/files/chunks.ts';
import { surveyFile } from '../../engine/file-share.ts';
import { emptySurvey, surveySubject, type Survey } from '../../engine/survey.ts';
import type { RuleBook } from '../../engine/tally.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { bookOf, finish, reportOf } from '../check/check.ts';
import { deliver, type Format, type Output, type Streams } from '../call/deliver.ts';
import { configurationFor, type TreeRequest } from '../check/judge-tree.ts';
import { knownMachines } from '../machines/known-machines.ts';
import { growHeapSlowly } from '../check/heap.ts';
import { readBundle } from './read-bundle.ts';
import { MANY_SUBJECTS } from '../check/scan.ts';
import { UsageError } from '../call/usage-error.ts';

export interface EvaluateCall {
  /** Path of the bundle, or `-` for stdin. */
  readonly bundle: string;
  readonly request: TreeRequest;
  readonly format: Format;
  readonly outputs: readonly Output[];
  readonly language: 'en' | 'zh' | null;
  readonly locale: 'en' | 'zh';
  readonly streams: Streams;
}

/** `paddle-verify evaluate`: judges collected evidence, without reading anything else, as `check` would have judged it. */
export async function runEvaluate(call: EvaluateCall): Promise<ExitCode> {
  const { request, streams } = call;
  const configuration = await configurationFor(request);
  if (!configuration.policy.unsignedBundlesAllowed)
    throw new UsageError('the policy refuses bundles that are not signed, and no bundle is signed yet', [
      'right: judge the files themselves with paddle-verify check, or remove `bundles: { unsigned: deny }` from the policy',
    ]);
  const book = bookOf(configuration, request.at);
  takeTeamRows(configuration.matrices?.rows ?? null);
  const survey = await surveyBundle(call, book);
  const run = finish([survey], book, {
    configuration,
    at: request.at,
    inlineWaivers: request.inlineWaivers,
    allowNoSubject: request.allowNoSubject,
    evidence: 'bundle, unsigned',
    machines: await knownMachines(configuration),
    extra: () => [],
  });
  return deliver({
    reportIn: (language) => reportOf(run, configuration, language),
    format: call.format,
    outputs: call.outputs,
    language: call.language,
    locale: call.locale,
    streams,
    cwd: request.cwd,
  });
}

/** Judges the subjects of a bundle as they are read; they count only if the bundle holds to its end. */
async function surveyBundle({ bundle, request, streams }: EvaluateCall, book: RuleBook): Promise<Survey> {
  const survey = emptySurvey();
  let path = '';
  let taken = emptySurvey();
  let ofFile: SubjectEvidence[] = [];
  let judged = 0;
  await readBundle(bundle === '-' ? streams.stdin : fileOf(bundle, request.cwd), bundle, {
    file: (next) => {
      path = next;
      taken = emptySurvey();
      ofFile = [];
    },
    subject: (subject) => {
      // In the order in which check judges them: what is said of the file itself first.
      if (subject.subject.kind === 'file') ofFile.push(subject);
      else surveySubject(taken, book, subject);
      if (++judged === MANY_SUBJECTS) growHeapSlowly();
    },
    rest: (rest) => {
      surveyFile(survey, book, { ...rest, path, subjects: ofFile }, taken);
    },
  });
  return survey;
}

async function* fileOf(bundle: string, cwd: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(resolve(cwd, bundle));
  } catch (error) {
    // What the reader of the pieces throws does not come through here: it ends this generator instead.
    throw new UsageError(`${bundle} cannot be read`, [
      error instanceof Error ? error.message : String(error),
      'expected: a file that paddle-verify collect has written, or - for stdin',
    ]);
  }
}
