import matrix from '../../../rules/matrices/paddle-builds.json' with { type: 'json' };
import { majorMinor } from '../dotted-version.ts';
import { teamRows, teamSource } from './team-rows.ts';
import { compareVersions, readVersion } from '../../reference/version.ts';

export interface SassLists {
  /** Lists that the build may have been made with; more than one when the source does not say which. */
  readonly lists: readonly (readonly string[])[];
  readonly origin: string;
  readonly source: string;
}

/** Compute capabilities of an official build: what was observed first, else what its build script says. Null: not known. */
export function sassOfBuild(framework: string, cuda: string, os: 'linux' | 'windows'): SassLists | null {
  const wanted = majorMinor(cuda);
  const rows = matrix.sass.filter(
    (row) =>
      wanted !== null &&
      row.cuda.includes(wanted) &&
      isWithin(framework, row.from, row.before) &&
      (row.os === null || row.os === os),
  );
  const shipped: SassLists | null = rows.find((row) => row.origin === 'observed') ?? rows[0] ?? null;
  const own = teamRows().builds?.find((row) => isSame(framework, row.framework) && row.cuda === wanted);
  if (own === undefined) return shipped;
  const source = teamSource(own);
  return shipped === null
    ? { lists: [own.sass], origin: 'observed', source }
    : { ...shipped, lists: [...shipped.lists, own.sass], source: `${shipped.source}; ${source}` };
}

/** What was seen of one compute capability on one build; `covered` is null where sources contradict each other. */
export function seenCapability(
  framework: string,
  cuda: string,
  computeCapability: string,
): { readonly covered: boolean | null; readonly source: string } | null {
  return (
    matrix.singleCapabilities.find(
      (row) =>
        isSame(framework, row.framework) &&
        row.cuda === majorMinor(cuda) &&
        row.computeCapability === computeCapability,
    ) ?? null
  );
}

/** The driver that Paddle's own documents ask for. */
export function documentedDriver(
  framework: string,
  cuda: string,
  os: 'linux' | 'windows',
): { readonly driver: string; readonly source: string } | null {
  const row = matrix.driverText.find(
    (entry) => entry.cuda === majorMinor(cuda) && isWithin(framework, entry.from, null),
  );
  const driver = row?.[os] ?? null;
  return row === undefined || driver === null ? null : { driver, source: row.source };
}

export interface KnownIssue {
  /** Drivers above this one are affected. */
  readonly driverAbove: string;
  readonly summary: string;
  readonly source: string;
}

export function knownIssues(framework: string, cuda: string): readonly KnownIssue[] {
  return matrix.knownIssues.filter(
    (row) => isSame(framework, row.framework) && row.cuda === majorMinor(cuda),
  );
}

function isWithin(framework: string, from: string, before: string | null): boolean {
  const version = readVersion(framework)?.text;
  if (version === undefined) return false;
  return compareVersions(version, from) >= 0 && (before === null || compareVersions(version, before) < 0);
}

function isSame(a: string, b: string): boolean {
  const version = readVersion(a)?.text;
  return version !== undefined && compareVersions(version, b) === 0;
}
