import type { UnavailableCode } from '../../facts/evidence.ts';
import type { FileProblem } from '../../facts/inputs.ts';
import type { Place } from '../../facts/subject.ts';

/**
 * Why a kustomization cannot be rendered here. Thrown within this folder and caught by the reader, which leaves the whole
 * kustomization unread: half of its patches would make manifests that nobody applies.
 */
export class Unrenderable extends Error {
  readonly code: UnavailableCode;
  readonly place: Place;
  /** Faults of files that nobody else reads. */
  readonly problems: readonly FileProblem[];

  constructor(
    detail: string,
    place: Place,
    code: UnavailableCode = 'not-supported-here',
    problems: readonly FileProblem[] = [],
  ) {
    super(detail);
    this.code = code;
    this.place = place;
    this.problems = problems;
  }
}
