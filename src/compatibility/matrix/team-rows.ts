import type { GpuClass } from '../types.ts';

/** What a team knows beside the shipped tables: each row with where it comes from, and when that was read. */
export interface TeamRows {
  readonly gpus?: readonly (Sourced & {
    readonly product: string;
    readonly computeCapability: string;
    readonly class: GpuClass;
  })[];
  readonly branches?: readonly (Sourced & {
    readonly branch: number;
    /** `2028-06` */
    readonly endOfLife?: string;
    /** CUDA version that its drivers report. */
    readonly reportsCuda?: string;
  })[];
  readonly builds?: readonly (Sourced & {
    readonly framework: string;
    readonly cuda: string;
    readonly sass: readonly string[];
  })[];
}

interface Sourced {
  readonly source: string;
  readonly date: string;
}

const NONE: TeamRows = {};
let current: TeamRows = NONE;
const listeners: (() => void)[] = [];

/**
 * Takes a team's rows beside the shipped ones for every verdict from here on, until others are taken; null: none. One run
 * judges by one set of tables, so they are not handed through every step.
 */
export function takeTeamRows(rows: TeamRows | null): void {
  if ((rows ?? NONE) === current) return;
  current = rows ?? NONE;
  for (const forget of listeners) forget();
}

export const teamRows = (): TeamRows => current;

/** Called when other rows are taken: what was remembered may no longer hold. */
export function onOtherRows(forget: () => void): void {
  listeners.push(forget);
}

/** How a verdict names the source of a team's row. */
export const teamSource = ({ source, date }: Sourced): string => `the team's table: ${source}, ${date}`;
