import type { Fleet, NodeGroup } from '../compatibility/fleet.ts';
import type { RepairedPlacement } from '../compatibility/repair.ts';
import type { ExitCode } from '../findings/exit-code.ts';

/** Images held against the node groups of a fleet. */
export interface PlacementsReport {
  readonly tool: { readonly name: 'paddle-verify'; readonly version: string };
  readonly fleet: Fleet;
  /** By image, then by group, then by the kinds of GPU of the group. */
  readonly placements: readonly RepairedPlacement[];
  readonly exitCode: ExitCode;
}

export type PlacementWord = RepairedPlacement['verdict'];

/** The worst first: a group of several kinds of GPU is as good as its worst. */
export const WORDS: readonly PlacementWord[] = [
  'incompatible',
  'blocked',
  'unknown',
  'compatible-known-issue',
  'compatible',
  'not-applicable',
];

/** One placement as a person reads it: how it runs, or that it does not. */
export function placementWord({
  verdict,
  cudaPath,
}: Pick<RepairedPlacement, 'verdict' | 'cudaPath'>): string {
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

/** The one line that decides, or null where there is nothing to explain. */
export function whyOf({ error, open }: Pick<RepairedPlacement, 'error' | 'open'>): string | null {
  return error ?? open;
}

/** `12 nodes, Tesla T4, driver 470.223.02`, without what the group's name says already. */
export function machineText(group: NodeGroup | undefined, gpu: string | null): string {
  const name = group?.name ?? '';
  return [
    group?.nodes === undefined ? null : nodesText(group.nodes),
    gpu ?? group?.gpus?.map(gpuText).join(' and ') ?? null,
    group?.driver === undefined ? null : `driver ${group.driver}`,
  ]
    .filter((part) => part !== null && part !== '' && !name.includes(part.replace(/^driver /, '')))
    .join(', ');
}

export function gpuText({ product, computeCapability, mig }: NonNullable<NodeGroup['gpus']>[number]): string {
  const name = product ?? `compute capability ${String(computeCapability)}`;
  return mig === undefined ? name : `${name} (MIG ${mig})`;
}

export function nodesText(count: number): string {
  return `${String(count)} ${count === 1 ? 'node' : 'nodes'}`;
}

/** Placements of one image that differ in nothing but the machine: their reasons are told once. */
export interface Alike {
  readonly first: RepairedPlacement;
  readonly placements: readonly RepairedPlacement[];
}

export interface ImagePlacements {
  readonly image: string;
  readonly alike: readonly Alike[];
}

/** By image in the order asked, and within it by what was found, in the order of the fleet. */
export function byImage(placements: readonly RepairedPlacement[]): readonly ImagePlacements[] {
  const images = grouped(placements, ({ image }) => image);
  return images.map((all) => ({ image: all[0].image, alike: alikeOf(all) }));
}

function alikeOf(placements: readonly RepairedPlacement[]): readonly Alike[] {
  const found = grouped(placements, (one) => JSON.stringify({ ...one, group: '', gpu: '' }));
  return found.map((all) => ({ first: all[0], placements: all }));
}

type Some<T> = readonly [T, ...T[]];

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): readonly Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()];
}

/** `6 run, 3 cannot run, 16 not known`; nothing that did not occur. */
export function placementsLine(placements: readonly RepairedPlacement[]): string {
  return counted(placements)
    .map(([word, count]) => `${String(count)} ${COUNTED[word](count)}`)
    .join(', ');
}

export function counted(
  placements: readonly RepairedPlacement[],
): readonly (readonly [PlacementWord, number])[] {
  const counts = new Map<PlacementWord, number>();
  for (const { verdict } of placements) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return WORDS.flatMap((word) => {
    const count = counts.get(word);
    return count === undefined ? [] : [[word, count] as const];
  });
}

const COUNTED: Readonly<Record<PlacementWord, (count: number) => string>> = {
  incompatible: () => 'cannot run',
  blocked: () => 'blocked by the gate',
  unknown: () => 'not known',
  'compatible-known-issue': (count) => (count === 1 ? 'runs with a known issue' : 'run with a known issue'),
  compatible: (count) => (count === 1 ? 'runs' : 'run'),
  'not-applicable': () => 'not applicable',
};

/** What a verdict of `compat` never rests on, whatever it says. */
export const UNREAD = 'Judged by what tags claim: content and NVIDIA_REQUIRE_* of the images were not read.';

/** Takes the source out of a line, for a reader who finds the sources elsewhere. */
export function splitSource(line: string): { readonly text: string; readonly source: string | null } {
  const match = / ?\[source: ([^\]]*)\]/.exec(line);
  if (match === null) return { text: line, source: null };
  return { text: line.replace(match[0], ''), source: match[1] ?? null };
}
