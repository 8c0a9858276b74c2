import { resolve } from 'node:path';
import {
  recommendTags,
  upgradesFor,
  withGpus,
  type Candidate,
  type Recommendation,
  type UpgradePlan,
} from '../../compatibility/recommend.ts';
import { takeTeamRows } from '../../compatibility/matrix/team-rows.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { parseReference } from '../../reference/parse.ts';
import { versionMatcher } from '../../reference/specifier.ts';
import type { Reference } from '../../reference/types.ts';
import { renderRecommendation } from '../../report/recommendation-text.ts';
import { outputsIn, writeOutput, type Streams } from '../call/deliver.ts';
import { packageRoot } from '../package-root.ts';
import { fleetOf, type MachineFlags } from './run-compat.ts';
import { teamMatricesAround } from './team-rows-around.ts';
import { UsageError } from '../call/usage-error.ts';
import { writeOut } from '../call/write-out.ts';

export interface RecommendCall extends MachineFlags {
  readonly cwd: string;
  /** PEP 440 specifiers, `>=2.6,<3.1`. */
  readonly framework?: string | undefined;
  /** The image that runs today. */
  readonly current?: string | undefined;
  readonly limit: number;
  readonly format: RecommendFormat;
  /** `FORMAT=FILE` */
  readonly output?: readonly string[] | undefined;
  readonly streams: Streams;
}

const FORMATS = ['text', 'json'] as const;
type RecommendFormat = (typeof FORMATS)[number];

/** `paddle-verify recommend`: 0 when some published image runs on every GPU group, 1 when none does. */
export async function runRecommend(call: RecommendCall): Promise<ExitCode> {
  const outputs = outputsIn(call.output ?? [], FORMATS, 'json=recommend.json');
  const { framework, limit, streams, format } = call;
  const current = call.current ?? null;
  const wanted = specifier(framework);
  const fleet = fleetOf(call);
  takeTeamRows((await teamMatricesAround(call.cwd))?.rows ?? null);
  if (withGpus(fleet).length === 0)
    throw new UsageError('the fleet has no group with a GPU', ['expected: at least one']);
  const reference = current === null ? null : referenceOf(current);
  const found = recommendTags(fleet, wanted);
  const plan = reference === null ? null : upgradesFor(reference, fleet);
  const exitCode = found.fits.length > 0 ? 0 : 1;
  const render = (as: RecommendFormat, width: number): string =>
    as === 'json'
      ? asJson(found, plan, current, exitCode)
      : renderRecommendation(found, plan, current, limit, width);
  for (const { format: as, file } of outputs) writeOutput(resolve(call.cwd, file), render(as, 100));
  await writeOut(streams.stdout, render(format, streams.stdout.columns ?? 100));
  return exitCode;
}

function specifier(framework: string | undefined): (version: string) => boolean {
  if (framework === undefined) return () => true;
  const matcher = versionMatcher(framework);
  if (matcher !== null) return matcher;
  throw new UsageError(`--framework ${framework} is no list of version specifiers`, [
    "right: --framework '>=2.6,<3.1'",
  ]);
}

function referenceOf(current: string): Reference {
  const parsed = parseReference(current);
  if (parsed.ok) return parsed.value;
  throw new UsageError(
    `--current ${current} is no image reference`,
    parsed.problems.map(({ message }) => message),
  );
}

function asJson(
  { fits, others }: Recommendation,
  plan: UpgradePlan | null,
  current: string | null,
  exitCode: ExitCode,
): string {
  const row = ({ reference, facts, placements }: Candidate) => ({
    reference: reference.original,
    framework: facts.framework,
    cuda: facts.cuda,
    attestation: facts.seen,
    placements,
  });
  const report = {
    schema: 'paddle-verify/recommend/1',
    tool: { name: 'paddle-verify', version: packageRoot().version },
    exitCode,
    existence: 'not asked of a registry',
    fits: fits.map(row),
    others: others.map((other) => ({ ...row(other), why: other.why })),
    current: plan === null ? null : { reference: current, ...plan },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
