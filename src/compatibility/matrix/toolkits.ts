import matrix from '../../../rules/matrices/cuda-toolkits.json' with { type: 'json' };
import { compareDotted, majorMinor, parseDotted } from '../dotted-version.ts';
import { teamRows } from './team-rows.ts';

type Os = 'linux' | 'windows';

export interface ToolkitDriver {
  /** The release whose row is meant, `12.6.0`. */
  readonly release: string;
  /** Smallest driver that the toolkit runs on natively; null where the table has no figure. */
  readonly driver: string | null;
  /** A later update of the same X.Y asks for more than `driver`: its release and figure, where the image's own is not known. */
  readonly later: { readonly release: string; readonly driver: string } | null;
  readonly source: string;
}

const sources: Readonly<Record<string, string>> = matrix.sources;

/**
 * NVIDIA's row for a toolkit, by its full version where that is listed, else the first release of its X.Y: from that driver on
 * X.Y runs natively. Null when there is no row.
 */
export function toolkitDriver(cuda: string, os: Os): ToolkitDriver | null {
  const wanted = majorMinor(cuda);
  const rows = matrix.rows.filter((row) => row.cuda === wanted && !/RC|Preview/.test(row.update));
  const exact = rows.find((row) => row.release === cuda);
  const first = exact ?? rows.at(-1);
  if (first === undefined) return null;
  const top = exact === undefined ? rows.find((row) => row[os] !== null) : undefined;
  const figure = top?.[os] ?? null;
  const later =
    top === undefined || figure === null || figure === first[os]
      ? null
      : { release: top.release, driver: figure };
  const source = sources[first.source] ?? first.source;
  return { release: first.release, driver: first[os], later, source };
}

/** Whether NVIDIA skipped this X.Y. */
export function neverReleased(cuda: string): boolean {
  const version = majorMinor(cuda);
  return version !== null && matrix.neverReleased.includes(version);
}

/** The family's floor for minor-version compatibility: none before CUDA 11; null where no figure is known. */
export function familyFloor(
  cuda: string,
  os: Os,
): { readonly driver: string | null; readonly source: string } | 'none' | null {
  const major = parseDotted(cuda)?.[0];
  if (major === undefined) return null;
  if (major < 11n) return 'none';
  const row = matrix.minorVersion.find((entry) => BigInt(entry.major) === major);
  return row === undefined ? null : { driver: row[os], source: row.source };
}

/** CUDA version that a driver of this branch reports (derived); null where the branch is not in the table. */
export function cudaOfBranch(branch: number): string | null {
  const shipped = matrix.branchReportsCuda.find((row) => row.branch === branch)?.cuda;
  return shipped ?? teamRows().branches?.find((row) => row.branch === branch)?.reportsCuda ?? null;
}

/** Driver branch of the first release of X.Y, which is the branch that its cuda-compat package carries. */
export function branchOfToolkit(cuda: string): number | null {
  const row = toolkitDriver(cuda, 'linux');
  const first = row?.driver == null ? undefined : parseDotted(row.driver)?.[0];
  return first === undefined ? null : Number(first);
}

/** The newest X.Y with a row. */
export function newestToolkit(): string {
  return matrix.rows
    .filter((row) => row.linux !== null)
    .map((row) => row.cuda)
    .reduce((a, b) => (compareDotted(parseDotted(a) ?? [], parseDotted(b) ?? []) < 0 ? b : a));
}
