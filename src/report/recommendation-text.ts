import type { Candidate, Recommendation, UpgradePlan } from '../compatibility/recommend.ts';
import { isNative } from '../compatibility/recommend.ts';
import { nodesText, splitSource, whyOf } from './placements.ts';
import { printable, wrap } from './wrap.ts';

/** What to take instead, why the others fall out, and which driver would admit what runs today. */
export function renderRecommendation(
  { fits, others }: Recommendation,
  plan: UpgradePlan | null,
  current: string | null,
  limit: number,
  width: number,
): string {
  const lines = [
    fits.length === 0
      ? others.length === 0
        ? 'No published GPU image of the wanted versions is known.'
        : 'No published GPU image runs on every GPU group.'
      : `Runs on every GPU group (${String(Math.min(limit, fits.length))} of ${String(fits.length)}, best first; existence not asked of a registry):`,
    ...fits.slice(0, limit).map(line),
    ...(others.length === 0
      ? []
      : ['', `Falls out (${String(Math.min(limit, others.length))} of ${String(others.length)}):`]),
    ...others
      .slice(0, limit)
      .flatMap((other) => [
        `  ${other.reference.original}`,
        wrap(printable(splitSource(other.why).text), width, '      '),
      ]),
    ...(plan === null ? [] : planLines(plan, String(current), width)),
  ];
  return [...lines, ''].join('\n');
}

function line(candidate: Candidate): string {
  const how = isNative(candidate)
    ? 'native'
    : [...new Set(candidate.placements.map(({ cudaPath }) => cudaPath))].join(' and ');
  return `  ${candidate.reference.original}  (${how}; attested: ${candidate.facts.seen})`;
}

function planLines({ upgrades, hopeless }: UpgradePlan, current: string, width: number): readonly string[] {
  const rows = upgrades.map(
    ({ group, nodes, from, to, path }) =>
      `  ${printable(group)}${nodes === null ? '' : ` (${nodesText(nodes)})`}: driver ${from ?? 'not known'} -> ${to} or newer (${path})`,
  );
  const without = hopeless.map((placement) => {
    const why = whyOf(placement);
    return wrap(
      printable(
        `${placement.group}: no driver is known to make it run${why === null ? '' : `: ${splitSource(why).text}`}`,
      ),
      width,
      '  ',
    );
  });
  const title = `To run ${printable(current)} everywhere, smallest change first:`;
  return [
    '',
    title,
    ...(rows.length + without.length === 0
      ? ['  nothing: it runs on every GPU group']
      : [...rows, ...without]),
  ];
}
