import type { Placement } from '../compatibility/claims.ts';
import type { Fleet, NodeGroup } from '../compatibility/fleet.ts';
import { printable, wrap } from './wrap.ts';

/** One word a placement, as a person reads it: how it runs, or that it does not. */
export function placementWord({ verdict, cudaPath }: Placement): string {
  switch (verdict) {
    case 'compatible':
      return `runs (${cudaPath})`;
    case 'compatible-known-issue':
      return `runs, known issue (${cudaPath})`;
    case 'blocked':
      return 'blocked by the gate';
    case 'incompatible':
      return 'cannot run';
    case 'not-applicable':
      return 'not applicable';
    case 'unknown':
      return 'not known';
  }
}

/** Images × node groups, one image a block: the verdict, what a person would see, and why. */
export function renderPlacements(placements: readonly Placement[], fleet: Fleet, width: number): string {
  const groups = new Map(fleet.groups.map((group) => [group.name, group]));
  const lines: string[] = [];
  const footnotes = new Map<string, number>();
  let image: string | null = null;
  for (const placement of placements) {
    if (placement.image !== image) {
      if (image !== null) lines.push('');
      lines.push(printable(placement.image));
      image = placement.image;
    }
    lines.push(
      ...blockOf(placement, groups.get(placement.group), (text, mark) =>
        wrap(`${mark}${printable(noted(text, footnotes))}`, width, '      '),
      ),
    );
  }
  const sources = [...footnotes].map(([source, number]) =>
    wrap(`[${String(number)}] ${source}`, width, '  '),
  );
  return [...lines, '', ...sources, '', summary(placements, width), ''].join('\n');
}

/** Sources are long and few: one list at the end. */
function noted(text: string, footnotes: Map<string, number>): string {
  return text.replaceAll(/\[source: ([^\]]*)\]/g, (_, source: string) => {
    const number = footnotes.get(source) ?? footnotes.size + 1;
    footnotes.set(source, number);
    return `[${String(number)}]`;
  });
}

function blockOf(
  placement: Placement,
  group: NodeGroup | undefined,
  line: (text: string, mark: string) => string,
): readonly string[] {
  const machine = [
    group?.nodes === undefined ? null : `${String(group.nodes)} nodes`,
    placement.gpu,
    group?.driver === undefined || placement.group.includes(group.driver) ? null : `driver ${group.driver}`,
  ].filter((part) => part !== null && !placement.group.includes(part));
  const head = `${placement.group}${machine.length > 0 ? `: ${machine.join(', ')}` : ''}`;
  return [
    `  ${printable(placementWord(placement)).padEnd(22)}  ${printable(head)}`,
    ...(placement.error === null ? [] : [line(placement.error, 'error: ')]),
    ...placement.warnings.map((warning) => line(warning, 'warning: ')),
    ...placement.reasons.map((reason) => line(reason, '- ')),
  ];
}

function summary(placements: readonly Placement[], width: number): string {
  const counts = new Map<string, number>();
  for (const { verdict } of placements) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const words = [...counts].map(([verdict, count]) => `${String(count)} ${verdict}`).join(', ');
  return wrap(
    `${words}. Judged by what tags claim: content and NVIDIA_REQUIRE_* of the images were not read.`,
    width,
    '',
  );
}
