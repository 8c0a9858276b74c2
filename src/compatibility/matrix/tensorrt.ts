import matrix from '../../../rules/matrices/tensorrt.json' with { type: 'json' };
import { compareDotted, majorMinor, parseDotted } from '../dotted-version.ts';
import type { CudaPairing } from './cudnn.ts';

/** The smallest compute capability that a TensorRT release supports; null where no table says it. */
export function tensorrtMinimum(
  tensorrt: string,
): { readonly computeCapability: string; readonly source: string } | null {
  const version = parseDotted(tensorrt);
  if (version === null) return null;
  const row = matrix.minimum.find(({ from, before }) => {
    const first = parseDotted(from) ?? [];
    const end = parseDotted(before) ?? [];
    return compareDotted(version, first) >= 0 && compareDotted(version, end) < 0;
  });
  return row ?? null;
}

/**
 * A TensorRT against the CUDA that it stands beside. Tables give single CUDA releases (`11.7 U1`) or ranges (`12.0-12.8`,
 * `12.x`); a minor one between them is not told. Null: no row of this release was read.
 */
export function tensorrtForCuda(tensorrt: string, cuda: string): CudaPairing | null {
  const rows = rowsOf(tensorrt).filter((row) => row.cuda !== null);
  const [first] = rows;
  const toolkit = majorMinor(cuda);
  if (first?.source == null || toolkit === null) return null;
  const listed = rows.flatMap((row) => row.cuda);
  const fits = listed.some((entry) => holdsCuda(entry, toolkit));
  const sameMajor = listed.some((entry) => entry.split('.')[0] === toolkit.split('.')[0]);
  return { fits: fits ? true : sameMajor ? null : false, listed: [...new Set(listed)], source: first.source };
}

/** The cuDNN that a TensorRT was built with; null where none is named, or it is optional. */
export function cudnnOfTensorrt(
  tensorrt: string,
): { readonly cudnn: string; readonly source: string } | null {
  const row = rowsOf(tensorrt).find(({ cudnn }) => cudnn !== null && /^\d[\d.]*$/.test(cudnn));
  if (row === undefined) return null;
  const { cudnn, source } = row;
  return cudnn === null ? null : { cudnn, source };
}

/** Rows of a release by its first two parts: `8.5` is `8.5.3`, `8.4.x (8.4.3)` and so on. */
function rowsOf(tensorrt: string): typeof matrix.rows {
  const wanted = majorMinor(tensorrt);
  return wanted === null
    ? []
    : matrix.rows.filter((row) =>
        row.tensorrt.split('/').some((name) => majorMinor(/\d+\.\d+/.exec(name)?.[0] ?? '') === wanted),
      );
}

function holdsCuda(entry: string, toolkit: string): boolean {
  const range = /^(\d+\.\d+)-(\d+\.\d+)/.exec(entry);
  if (range === null) return /^\d+\.\d+/.exec(entry)?.[0] === toolkit;
  const [at, from, to] = [toolkit, range[1] ?? '', range[2] ?? ''].map((text) => parseDotted(text) ?? []);
  return compareDotted(at ?? [], from ?? []) >= 0 && compareDotted(at ?? [], to ?? []) <= 0;
}
