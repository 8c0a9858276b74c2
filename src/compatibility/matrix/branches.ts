import matrix from '../../../rules/matrices/driver-branches.json' with { type: 'json' };
import { teamRows, teamSource } from './team-rows.ts';

export interface DriverBranch {
  readonly branch: number;
  readonly kind: string;
  /** `2028-06`, `passed` where only that is said, null where nothing is. */
  readonly endOfLife: string | null;
  /** What another source says. */
  readonly otherEndOfLife: string | null;
  readonly source: string;
}

export function driverBranch(branch: number): DriverBranch | null {
  const own = teamRows().branches?.find((row) => row.branch === branch);
  const shipped = shippedBranch(branch);
  if (own?.endOfLife === undefined) return shipped;
  const source = teamSource(own);
  if (shipped?.endOfLife == null) {
    const kind = shipped?.kind ?? 'as the team knows it';
    return { branch, kind, endOfLife: own.endOfLife, otherEndOfLife: null, source };
  }
  return own.endOfLife === shipped.endOfLife
    ? shipped
    : { ...shipped, otherEndOfLife: own.endOfLife, source: `${shipped.source}; ${source}` };
}

function shippedBranch(branch: number): DriverBranch | null {
  const row = matrix.rows.find(
    (entry) => entry.branch === branch || (entry.alsoCalled ?? []).includes(branch),
  );
  if (row === undefined) return null;
  const { kind, endOfLife, otherEndOfLife = null, source } = row;
  return { branch, kind, endOfLife, otherEndOfLife, source };
}

/** Whether a branch was past its end of life when the table was made. */
export function isPastEndOfLife({ endOfLife }: DriverBranch): boolean {
  return endOfLife === 'passed' || (endOfLife !== null && endOfLife < matrix.asOf.slice(0, 7));
}
