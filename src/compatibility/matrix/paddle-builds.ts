import matrix from '../../../rules/matrices/paddle-builds.json' with { type: 'json' };
import { compareDotted, majorMinor, parseDotted, type DottedVersion } from '../dotted-version.ts';
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

/** Whether Paddle's install documents of a release name GPUs of this compute capability; null: they do not say, or disagree. */
export function documentedRange(
  framework: string,
  computeCapability: string,
): { readonly inRange: boolean | null; readonly why: string } {
  const row = matrix.capabilityText.find((entry) => isWithin(framework, entry.from, entry.before));
  const asked = row && compareDotted(dotted(computeCapability), dotted(row.above));
  if (row === undefined || asked === undefined)
    return { inRange: null, why: `no document that was read names the GPUs of Paddle ${framework}` };
  const { above, table } = row;
  const inTable = table === null || compareDotted(dotted(computeCapability), dotted(table)) >= 0;
  const prose = `the documents of Paddle ${framework} ask for a compute capability over ${above}`;
  const begins = table === null ? '' : `, their table begins at ${table}`;
  const inRange = asked > 0 && inTable ? true : asked < 0 ? false : null;
  return { inRange, why: `${prose}${begins}; this GPU has ${computeCapability}` };
}

const dotted = (text: string): DottedVersion => parseDotted(text) ?? [];

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
