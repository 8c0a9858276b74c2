import type { Provenance } from '../../facts/evidence.ts';
import type { FileProblem } from '../../facts/inputs.ts';
import type { Place, SubjectEvidence } from '../../facts/subject.ts';
import type { ReadContext, TextFile, UnreadPart } from '../port.ts';
import type { Position } from '../../syntax/position.ts';

/** What the reading of one file with commands has gathered so far. */
export class Collector {
  readonly subjects: SubjectEvidence[] = [];
  readonly problems: FileProblem[] = [];
  readonly unread: UnreadPart[] = [];
  readonly path: string;
  readonly context: ReadContext;
  readonly provenance: Provenance;
  readonly #ids = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #made = new Set<string>();

  constructor(file: TextFile, context: ReadContext, collector: string) {
    this.path = file.path;
    this.context = context;
    this.provenance = { collector, source: file.path, digest: file.digest === '' ? null : file.digest };
  }

  /** An id below the file that no subject has yet: the same name twice is told apart by its order. */
  unique(id: string): string {
    const seen = this.#ids.get(id) ?? 0;
    this.#ids.set(id, seen + 1);
    return `${this.path}#${seen === 0 ? id : `${id}~${seen + 1}`}`;
  }

  place({ line, column }: Position): Place {
    return { path: this.path, line, column };
  }

  /** False for what was told of the same place before: a text that is read for each job of a matrix says most things again. */
  once(at: Position, ...what: readonly (string | null)[]): boolean {
    const key = [at.line, at.column, ...what].join('\0');
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }

  /** The name of an image that a command of this section builds. */
  noteMade(section: string, name: string): void {
    this.#made.add(`${section}\0${name}`);
  }

  /** Whether an earlier command of the section builds what goes by this name: it is then not pulled. */
  isMade(section: string, name: string): boolean {
    return this.#made.has(`${section}\0${name}`);
  }

  /** A part that only a shell, another host or another tool can tell. */
  leaveUnread(what: string, detail: string, advice: string, at: Position): void {
    if (!this.once(at, what, detail)) return;
    this.unread.push({ what, code: 'not-supported-here', detail, advice, place: this.place(at) });
  }
}
