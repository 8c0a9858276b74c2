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
