import type { NodeGroup } from '../compatibility/fleet.ts';
import {
  byImage,
  machineText,
  placementsLine,
  placementWord,
  UNREAD,
  whyOf,
  type Alike,
  type PlacementsReport,
} from './placements.ts';
import { oneLine, printable } from './printable.ts';
import { wrap } from './wrap.ts';

/** Images × node groups, an image a block: verdict and machines, then why and what to do, then each step. */
export function renderPlacements({ placements, fleet }: PlacementsReport, width: number): string {
  const groups = new Map(fleet.groups.map((group) => [group.name, group]));
  const footnotes = new Map<string, number>();
  const blocks = byImage(placements).flatMap(({ image, alike }) => [
    oneLine(image),
    ...alike.flatMap((one) => [...heads(one, groups, width), ...bodyOf(one.first, footnotes, width)]),
    '',
  ]);
  const sources = [...footnotes].map(([source, number]) =>
    wrap(printable(`[${String(number)}] ${source}`), width, '  '),
  );
  return [
    ...blocks,
    ...sources,
    ...(sources.length > 0 ? [''] : []),
    wrap(`${placementsLine(placements)}. ${UNREAD}`, width, ''),
    '',
  ].join('\n');
}

/** A line a machine. A long name goes on under its verdict. */
function heads(
  { placements }: Alike,
  groups: ReadonlyMap<string, NodeGroup>,
  width: number,
): readonly string[] {
  return placements.map((placement) => {
    const machine = machineText(groups.get(placement.group), placement.gpu);
    const head = oneLine(`${placement.group}${machine === '' ? '' : `: ${machine}`}`);
    const word = `  ${placementWord(placement)}`;
    if (width < NARROW || word.length >= COLUMN) return `${word}\n${wrap(head, width, '    ')}`;
    return `${word.padEnd(COLUMN)}${wrap(head, width, ' '.repeat(COLUMN)).trimStart()}`;
  });
}

const COLUMN = 26;
const NARROW = 64;

function bodyOf(
  { warnings, reasons, repair, ...placement }: Alike['first'],
  footnotes: Map<string, number>,
  width: number,
): readonly string[] {
  const line = (mark: string, text: string): string =>
    wrap(`${mark}${printable(noted(text, footnotes))}`, width, '      ');
  const why = whyOf(placement);
  const steps = reasons.length === 1 && reasons[0] === why ? [] : reasons;
  return [
    ...(why === null ? [] : [line('why: ', why)]),
    ...(repair === null ? [] : [line('fix: ', repair.advice)]),
    ...warnings.map((warning) => line('warning: ', warning)),
    ...steps.map((step) => line('- ', step)),
  ];
}

/** Sources are long and few: one list at the end. */
function noted(text: string, footnotes: Map<string, number>): string {
  return text.replaceAll(/\[source: ([^\]]*)\]/g, (_, source: string) => {
    const number = footnotes.get(source) ?? footnotes.size + 1;
    footnotes.set(source, number);
    return `[${String(number)}]`;
  });
}
