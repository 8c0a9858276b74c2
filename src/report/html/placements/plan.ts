import type { NodeGroup } from '../../../compatibility/fleet.ts';
import type { RepairedPlacement } from '../../../compatibility/repair.ts';
import { byImage, WORDS, type Alike, type PlacementsReport } from '../../placements.ts';

/** What stands on the page, and where each cell leads. */
export interface Plan {
  readonly report: PlacementsReport;
  readonly groups: readonly NodeGroup[];
  readonly rows: readonly Row[];
  /** What would make the page too long for a browser is counted and not shown. */
  readonly left: { readonly images: number; readonly groups: number };
  readonly sources: Sources;
}

export interface Row {
  readonly id: string;
  readonly image: string;
  readonly alike: readonly (Alike & { readonly id: string })[];
  /** By the group's name, the worst first. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
}

export interface Cell {
  readonly placement: RepairedPlacement;
  /** Of its reasons. */
  readonly target: string;
}

/** Texts of sources by number, from 1. */
export interface Sources {
  readonly all: ReadonlyMap<string, number>;
  readonly numberOf: (source: string) => number;
}

const MOST_CELLS = 20_000;
const MOST_GROUPS = 500;

export function planOf(report: PlacementsReport): Plan {
  const worst = trouble(report.placements);
  const groups = kept(report.fleet.groups, MOST_GROUPS, ({ name }) => worst.groups.get(name) ?? 0);
  const shown = new Set(groups.map(({ name }) => name));
  const images = [...byImage(report.placements.filter(({ group }) => shown.has(group)))];
  const room = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, groups.length)));
  const rows = kept(images, room, ({ image }) => worst.images.get(image) ?? 0);
  return {
    report,
    groups,
    rows: rows.map(({ image, alike }, at) => rowOf(image, alike, at + 1)),
    left: { images: images.length - rows.length, groups: report.fleet.groups.length - groups.length },
    sources: sourcesOnce(),
  };
}

function rowOf(image: string, alike: readonly Alike[], number: number): Row {
  const id = `image-${String(number)}`;
  const numbered = alike.map((one, at) => ({ ...one, id: `${id}-${String(at + 1)}` }));
  const cells = new Map<string, Cell[]>();
  for (const { placements, id: target } of numbered)
    for (const placement of placements) {
      const known = cells.get(placement.group) ?? [];
      known.push({ placement, target });
      cells.set(placement.group, known);
    }
  for (const several of cells.values()) several.sort((a, b) => rank(a.placement) - rank(b.placement));
  return { id, image, alike: numbered, cells };
}

function rank({ verdict }: RepairedPlacement): number {
  return WORDS.indexOf(verdict);
}

/** How many placements of each image and of each group do not run, or are not known to. */
function trouble(placements: readonly RepairedPlacement[]): {
  readonly images: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
} {
  const images = new Map<string, number>();
  const groups = new Map<string, number>();
  for (const { image, group, repair } of placements) {
    if (repair === null) continue;
    images.set(image, (images.get(image) ?? 0) + 1);
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return { images, groups };
}

/** The most troubled stay; the order stays too. */
function kept<T>(all: readonly T[], most: number, weight: (one: T) => number): readonly T[] {
  if (all.length <= most) return all;
  const chosen = new Set([...all].sort((a, b) => weight(b) - weight(a)).slice(0, most));
  return all.filter((one) => chosen.has(one));
}

function sourcesOnce(): Sources {
  const all = new Map<string, number>();
  return {
    all,
    numberOf: (source) => {
      const number = all.get(source) ?? all.size + 1;
      all.set(source, number);
      return number;
    },
  };
}
