import type { NodeGroup } from '../compatibility/fleet.ts';
import {
  byImage,
  machineText,
  nodesText,
  placementsLine,
  placementWord,
  UNREAD,
  whyOf,
  type Alike,
  type PlacementsReport,
} from './placements.ts';
import type { RepairedPlacement } from '../compatibility/repair.ts';
import { grouped } from './text-frame.ts';
import { oneLine, printable } from './printable.ts';
import { wrap } from './wrap.ts';

/** Images × node groups, an image a block: verdict and machines, then why and what to do, then each step. */
export function* renderPlacements(
  { placements, fleet }: PlacementsReport,
  width: number,
): Generator<string, void> {
  const groups = new Map(fleet.groups.map((group) => [group.name, group]));
  const footnotes = new Map<string, number>();
  const bodyOf = bodies(footnotes, width);
  for (const { image, alike } of byImage(placements)) {
    yield `${oneLine(image)}\n`;
    for (const one of alike)
      for (const line of [...heads(one, groups, width), ...bodyOf(one.first)]) yield `${line}\n`;
    yield '\n';
  }
  for (const [source, number] of footnotes)
    yield `${wrap(printable(`[${String(number)}] ${source}`), width, '  ')}\n`;
  if (footnotes.size > 0) yield '\n';
  yield `${wrap(`${placementsLine(placements)}. ${UNREAD}`, width, '')}\n`;
}

/** A line a machine, or one for many that are alike. A long name goes on under its verdict. */
function heads({ first, placements }: Alike, groups: Groups, width: number): readonly string[] {
  const word = `  ${placementWord(first)}`;
  return machinesOf(placements, groups).map((text) => {
    const machine = oneLine(text);
    if (width < NARROW || word.length >= COLUMN) return `${word}\n${wrap(machine, width, '    ')}`;
    return `${word.padEnd(COLUMN)}${wrap(machine, width, ' '.repeat(COLUMN)).trimStart()}`;
  });
}

type Groups = ReadonlyMap<string, NodeGroup>;

/** From so many on, groups with the same machine share a line, which names so many of them. */
const MANY = 6;
const NAMED = 4;

function machinesOf(placements: readonly RepairedPlacement[], groups: Groups): readonly string[] {
  const of = ({ group, gpu }: RepairedPlacement): string => {
    const machine = machineText(groups.get(group), gpu);
    return machine === '' ? group : `${group}: ${machine}`;
  };
  if (placements.length < MANY) return placements.map(of);
  const same = grouped(placements, ({ group, gpu }) => {
    const { driver = '' } = groups.get(group) ?? {};
    return `${driver}\n${gpu ?? ''}`;
  });
  return same.flatMap((some) => (some.length < MANY ? some.map(of) : [manyText(some, groups)]));
}

/** `g0, g64, g128, g192 and 12 more groups (48 nodes): Tesla T4, driver 450.80.02`. */
function manyText(placements: readonly RepairedPlacement[], groups: Groups): string {
  const names = placements.slice(0, NAMED).map(({ group }) => group);
  const counts = placements.map(({ group }) => groups.get(group)?.nodes);
  const nodes = counts.every((count) => count !== undefined)
    ? ` (${nodesText(counts.reduce((sum, count) => sum + count, 0))})`
    : '';
  const [first] = placements;
  const { driver, gpus } = groups.get(first?.group ?? '') ?? {};
  const alone = { name: '', ...(driver && { driver }), ...(gpus && { gpus }) };
  const machine = machineText(alone, first?.gpu ?? null);
  return `${names.join(', ')} and ${String(placements.length - NAMED)} more groups${nodes}${machine === '' ? '' : `: ${machine}`}`;
}

const COLUMN = 26;
const NARROW = 64;

type Body = (placement: Alike['first']) => readonly string[];

/** What stands under a verdict. The same sentences come back on machine after machine: each is laid out once. */
function bodies(footnotes: Map<string, number>, width: number): Body {
  const known = new Map<string, string>();
  const line = (mark: string, text: string): string => {
    const key = mark + text;
    const before = known.get(key);
    if (before !== undefined) return before;
    const laidOut = wrap(`${mark}${printable(noted(text, footnotes))}`, width, '      ');
    if (known.size < MOST_KNOWN) known.set(key, laidOut);
    return laidOut;
  };
  return ({ warnings, reasons, repair, ...placement }) => {
    const why = whyOf(placement);
    const steps = reasons.length === 1 && reasons[0] === why ? [] : reasons;
    return [
      ...(why === null ? [] : [line('why: ', why)]),
      ...(repair === null ? [] : [line('fix: ', repair.advice)]),
      ...warnings.map((warning) => line('warning: ', warning)),
      ...steps.map((step) => line('- ', step)),
    ];
  };
}

const MOST_KNOWN = 10_000;

/** Sources are long and few: one list at the end. */
function noted(text: string, footnotes: Map<string, number>): string {
  return text.replaceAll(/\[source: ([^\]]*)\]/g, (_, source: string) => {
    const number = footnotes.get(source) ?? footnotes.size + 1;
    footnotes.set(source, number);
    return `[${String(number)}]`;
  });
}
