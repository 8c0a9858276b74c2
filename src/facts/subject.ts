import type { EvidenceSet } from './evidence.ts';

/** A place in a file: path relative to the folder of the call with `/`, line and column from 1 (columns in UTF-16 units). */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** `[line, column]` in the subject's own file, or `[line, column, path]` in another one. */
export type At =
  readonly [line: number, column: number] | readonly [line: number, column: number, path: string];

/** Where the fields of a fact stand, by field name (`privileged`, `limits.memory`). A field that was not written is absent. */
export type Places = Readonly<Record<string, At>>;

/**
 * What is judged. `image`: one place that names an image. `container`: one container of a workload, compose service or
 * `docker run`. `workload`: a Kubernetes object with a pod template, or a compose service. `dockerfile`: one Dockerfile.
 * `file`: one input file. `inputs`: everything that was read, at once. `waiver`: one waiver. `change`: what lies between two revisions.
 */
export type SubjectKind =
  'image' | 'container' | 'workload' | 'dockerfile' | 'file' | 'inputs' | 'waiver' | 'change';

export interface Subject {
  /** Stable across runs and line shifts, unique in one run: `deploy.yaml#Deployment/ocr/container/server`. */
  readonly id: string;
  readonly kind: SubjectKind;
  /** What a person calls it: `Deployment/ocr container server`, `paddlepaddle/paddle:2.6.1`. */
  readonly name: string;
  readonly location: Place | null;
}

export interface SubjectEvidence {
  readonly subject: Subject;
  readonly evidence: EvidenceSet;
}
