import type { Provenance } from '../../facts/evidence.ts';
import type { FileProblem } from '../../facts/inputs.ts';
import type { Place, SubjectEvidence } from '../../facts/subject.ts';
import type { SupportingObject } from '../../facts/workload.ts';
import type { ReadContext, TextFile, UnreadPart } from '../port.ts';
import type { Neighbours } from './neighbours.ts';

/** What one reading has gathered so far, and what it knows beyond the object that is read. */
export class Scope {
  readonly subjects: SubjectEvidence[] = [];
  readonly supporting: SupportingObject[] = [];
  readonly problems: FileProblem[] = [];
  readonly unread: UnreadPart[] = [];
  readonly file: TextFile;
  readonly context: ReadContext;
  readonly neighbours: Neighbours;
  /** One for all facts of the file. */
  readonly provenance: Provenance;
  readonly #ids = new Map<string, number>();

  constructor(file: TextFile, context: ReadContext, neighbours: Neighbours, collector = 'kubernetes') {
    this.file = file;
    this.context = context;
    this.neighbours = neighbours;
    this.provenance = { collector, source: file.path, digest: file.digest === '' ? null : file.digest };
  }

  /** An id that no subject of the file has yet: the same object twice in a file is told apart by its order. */
  unique(id: string): string {
    const seen = this.#ids.get(id) ?? 0;
    this.#ids.set(id, seen + 1);
    return seen === 0 ? id : `${id}~${String(seen + 1)}`;
  }

  problem(code: string, message: string, expected: string, place: Place): void {
    this.problems.push({ code, message, expected, place });
  }
}
