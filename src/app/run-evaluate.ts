import { diskSource } from '../adapters/files/disk-source.ts';
import { surveyFile } from '../engine/file-share.ts';
import { emptySurvey } from '../engine/survey.ts';
import type { ExitCode } from '../findings/exit-code.ts';
import { decodeText } from '../syntax/text/decode.ts';
import { readBundle } from './bundle.ts';
import { bookOf, finish, reportOf } from './check.ts';
import { deliver, type Format, type Output, type Streams } from './deliver.ts';
import { configurationFor, type TreeRequest } from './judge-tree.ts';
import { readAll } from './targets.ts';
import { UsageError } from './usage-error.ts';

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
  const { files } = readBundle(await textOf(call), call.bundle);
  const book = bookOf(configuration);
  const survey = emptySurvey();
  for (const share of files) surveyFile(survey, book, share);
  const run = finish([survey], book, {
    configuration,
    at: request.at,
    inlineWaivers: request.inlineWaivers,
    allowNoSubject: request.allowNoSubject,
    evidence: 'bundle, unsigned',
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

async function textOf({ bundle, request, streams }: EvaluateCall): Promise<string> {
  const read =
    bundle === '-'
      ? { ok: true as const, bytes: await readAll(streams.stdin) }
      : diskSource(request.cwd, ['/']).read(bundle);
  if (!read.ok) throw new UsageError(`${bundle} cannot be read`, [read.detail]);
  const decoded = decodeText(read.bytes);
  if (!decoded.ok) throw new UsageError(`${bundle} cannot be read`, [decoded.problem.message]);
  return decoded.text;
}
