import type { ImageRole, Make } from './image.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import type { Place } from './subject.ts';
import type { SupportingObject, WorkloadSummary } from './workload.ts';

export type InputKind =
  | 'dockerfile'
  | 'compose'
  | 'kubernetes'
  | 'kustomization'
  | 'helm-template'
  | 'gitlab-ci'
  | 'github-workflow'
  | 'shell-script'
  | 'makefile'
  | 'requirements'
  | 'env-file'
  | 'argument'
  | 'unknown';

/** `file.content`: whether an input file could be read and parsed. */
export interface FileContent {
  readonly kind: InputKind;
  /** Each problem with its place; empty when the file was read whole. */
  readonly problems: readonly FileProblem[];
}

export interface FileProblem {
  readonly code: string;
  readonly message: string;
  /** What was expected, with a right example. */
  readonly expected: string;
  readonly place: Place | null;
}

/** `file.coverage`: a part of the file that was recognised and left unread on purpose (a chart's templates) is unavailable. */
export interface FileCoverage {
  /** How many things of the file are judged, or told to be left unread. */
  readonly subjects: number;
  /** The input that draws the file in, and where it is judged; absent for one that stands alone. */
  readonly judgedIn?: string;
}

/** One place that names an image, as small as the judgement over all inputs needs it. */
export interface ImageCensusEntry {
  readonly role: ImageRole;
  readonly make: Make;
  readonly reference: Reference;
  readonly tag: TagFacts | null;
  readonly place: Place;
  /** The workload or Dockerfile that it belongs to. */
  readonly owner: string;
}

/** `inputs.inventory`: everything that was read, at once. */
export interface Inventory {
  readonly images: readonly ImageCensusEntry[];
  readonly workloads: readonly WorkloadSummary[];
  readonly supporting: readonly SupportingObject[];
}

/** A long-running workload that runs Paddle, and which one. */
export interface FrameworkUse {
  /** `Deployment/ocr`. */
  readonly workload: string;
  readonly container: string;
  readonly image: string;
  /** PEP 440 normalised. */
  readonly framework: string;
  readonly cuda: string | null;
  /** The Dockerfile (path) that is known to build the image, or null. */
  readonly builtBy: string | null;
  readonly place: Place;
}

/**
 * `inputs.frameworks`: which Paddle the long-running workloads run. A workload whose image is of unknown make, or whose tag
 * does not give the framework's version, is a gap.
 */
export interface InputFrameworks {
  readonly uses: readonly FrameworkUse[];
  /** Long-running containers of which it is not known whether, or which, Paddle they run. Each is a gap too. */
  readonly unknown: number;
}

/** `inputs.tables`: the compatibility tables that judgements of this run rest on. */
export interface InputTables {
  readonly tables: readonly {
    readonly name: string;
    /** Day on which its sources were read, `2026-09-30`. */
    readonly asOf: string;
    /** `sha256:…` of the table. */
    readonly digest: string;
  }[];
}
