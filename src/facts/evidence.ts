import type { FactKind, FactMap } from './fact-map.ts';

/** Why a fact could not be had. Closed: a new reason is a decision, not a string. */
export type UnavailableCode =
  | 'not-supported-here'
  | 'not-permitted'
  | 'tool-missing'
  | 'timed-out'
  | 'failed'
  | 'not-requested'
  | 'dependency-unavailable'
  | 'data-too-old';

/** Where a fact comes from. One object is shared by all facts of one reading. */
export interface Provenance {
  readonly collector: string;
  /** What was read: a file's path, an image digest, a host. */
  readonly source: string;
  /** Digest of the raw bytes where there are any. */
  readonly digest: string | null;
}

/** Something inside an otherwise good observation that could not be read. It turns a pass into notChecked. */
export interface Gap {
  readonly what: string;
  readonly why: string;
  /** One line: what would close the gap. */
  readonly advice: string;
}

export interface Observed<T> {
  readonly status: 'observed';
  readonly value: T;
  readonly gaps: readonly Gap[];
  readonly provenance: Provenance;
}

export interface Unavailable {
  readonly status: 'unavailable';
  readonly code: UnavailableCode;
  readonly detail: string;
  /** One line: what would make the fact available. */
  readonly advice: string;
  readonly provenance: Provenance;
}

/** "Looked, and there is none" is observed, with a null or empty value; never unavailable. */
export type Evidence<K extends FactKind = FactKind> = Observed<FactMap[K]> | Unavailable;

export type EvidenceSet = { readonly [K in FactKind]?: Evidence<K> };

const NO_GAPS: readonly Gap[] = [];

export function observed<T>(value: T, provenance: Provenance, gaps: readonly Gap[] = NO_GAPS): Observed<T> {
  return { status: 'observed', value, gaps, provenance };
}

export function unavailable(
  code: UnavailableCode,
  detail: string,
  advice: string,
  provenance: Provenance,
): Unavailable {
  return { status: 'unavailable', code, detail, advice, provenance };
}
