import matrix from '../../../rules/matrices/cudnn.json' with { type: 'json' };
import { compareDotted, majorMinor, parseDotted, type DottedVersion } from '../dotted-version.ts';

export type CudnnSupport =
  { readonly support: 'listed' | 'not-listed'; readonly source: string } | { readonly support: 'no-row' };

/** Whether a release of cuDNN lists a compute capability for a CUDA. Only releases whose tables were read have rows. */
export function cudnnSupport(cudnn: string, cuda: string, computeCapability: string): CudnnSupport {
  const version = parseDotted(cudnn)?.slice(0, 3);
  const toolkit = parseDotted(majorMinor(cuda) ?? '');
  // `8.9` may be any of its releases: no row is its own.
  if (version === undefined || version.length < 3 || toolkit === null) return { support: 'no-row' };
  const rows = matrix.rows.filter(
    (row) => isWithin(version, row.from, row.to) && isWithin(toolkit, row.cudaFrom, row.cudaTo),
  );
  const [first] = rows;
  if (first === undefined) return { support: 'no-row' };
  // A release has several rows for one CUDA where drivers differ: one that lists the capability is enough.
  const answers = rows.map((row) => lists(row.computeCapability, computeCapability));
  if (answers.includes(true)) return { support: 'listed', source: first.source };
  return answers.includes(null) ? { support: 'no-row' } : { support: 'not-listed', source: first.source };
}

interface Listed {
  readonly listed?: readonly string[];
  readonly majors?: readonly string[];
  readonly atLeast?: string | null;
}

function lists({ listed, majors, atLeast }: Listed, computeCapability: string): boolean | null {
  const gpu = parseDotted(computeCapability);
  if (gpu === null) return null;
  if (listed !== undefined) {
    if ((majors ?? []).some((major) => BigInt(major) === gpu[0])) return true;
    // Code for a listed capability runs on a later minor of its major.
    return listed.some((entry) => {
      const known = parseDotted(entry);
      return known !== null && known[0] === gpu[0] && compareDotted(known, gpu) <= 0;
    });
  }
  const least = atLeast == null ? null : parseDotted(atLeast);
  // `3.5+` says where it begins; that a later generation is meant too it does not say.
  return least !== null && compareDotted(gpu, least) < 0 ? false : null;
}

function isWithin(version: DottedVersion, from: string, to: string): boolean {
  const first = parseDotted(from);
  const last = parseDotted(to);
  if (first === null || last === null) return false;
  return compareDotted(version, first) >= 0 && compareDotted(version, last) <= 0;
}

/** Whether tables list a CUDA for a library, and what they list. `fits` is null where that cannot be told from the rows that were read. */
export interface CudaPairing {
  readonly fits: boolean | null;
  /** `12.0-12.6`, `11.8`: newest first. */
  readonly listed: readonly string[];
  readonly source: string;
}

/**
 * A cuDNN against the CUDA that it stands beside. `8.9` may be any of its releases: one that lists the CUDA is enough. Only a
 * CUDA of a major version that none of them lists does not fit: a later release may list a later minor one.
 */
export function cudnnForCuda(cudnn: string, cuda: string): CudaPairing | null {
  const version = parseDotted(cudnn)?.slice(0, 3);
  const toolkit = parseDotted(majorMinor(cuda) ?? '');
  if (version === undefined || version.length < 2 || toolkit === null) return null;
  const rows = matrix.rows.filter((row) => isRelease(version, row.from, row.to));
  const [first] = rows;
  if (first === undefined) return null;
  const fits = rows.some((row) => isWithin(toolkit, row.cudaFrom, row.cudaTo));
  const sameMajor = rows.some((row) => isOfMajor(toolkit, row.cudaFrom, row.cudaTo));
  return { fits: fits ? true : sameMajor ? null : false, listed: rangesOf(rows), source: first.source };
}

/**
 * Whether a release of the newest major version of cuDNN lists a CUDA: one that none of them lists gets no more fixes of it.
 * Null: CUDA is newer than the tables.
 */
export function newestCudnnFor(cuda: string): (CudaPairing & { readonly release: string }) | null {
  const toolkit = parseDotted(majorMinor(cuda) ?? '');
  const newest = matrix.rows.map(({ to }) => to).reduce((a, b) => (isBefore(a, b) ? b : a));
  const line = parseDotted(newest)?.[0];
  const rows = matrix.rows.filter(({ to }) => parseDotted(to)?.[0] === line);
  const [first] = rows;
  if (toolkit === null || first === undefined) return null;
  const fits = rows.some((row) => isWithin(toolkit, row.cudaFrom, row.cudaTo));
  const older = rows.every((row) => isBefore(cuda, row.cudaFrom));
  return {
    release: newest,
    fits: fits ? true : older ? false : null,
    listed: rangesOf(rows),
    source: first.source,
  };
}

interface Range {
  readonly cudaFrom: string;
  readonly cudaTo: string;
}

function rangesOf(rows: readonly Range[]): readonly string[] {
  const ranges = [...rows]
    .sort((a, b) => (isBefore(a.cudaTo, b.cudaTo) ? 1 : -1))
    .map(({ cudaFrom, cudaTo }) => (cudaFrom === cudaTo ? cudaTo : `${cudaFrom}-${cudaTo}`));
  return [...new Set(ranges)];
}

/** `8.9` is every release of 8.9; `8.9.5` is itself. */
function isRelease(version: DottedVersion, from: string, to: string): boolean {
  const cut = (text: string): string => text.split('.').slice(0, version.length).join('.');
  return isWithin(version, cut(from), cut(to));
}

function isOfMajor([major]: DottedVersion, from: string, to: string): boolean {
  const [first, last] = [parseDotted(from)?.[0], parseDotted(to)?.[0]];
  return major !== undefined && first !== undefined && last !== undefined && first <= major && major <= last;
}

function isBefore(a: string, b: string): boolean {
  const [first, second] = [parseDotted(a), parseDotted(b)];
  return first !== null && second !== null && compareDotted(first, second) < 0;
}
