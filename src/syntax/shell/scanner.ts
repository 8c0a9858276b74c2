import type { DraftCommand, DraftDefault, DraftHeredoc, Scope, Taken } from './draft.ts';
import type { ShellHole, ShellProblem } from './types.ts';

/** Deeper nesting of substitutions, or of compound commands, is refused. */
export const MAX_DEPTH = 100;
/** Words and their parts. No script that people write comes near; without a limit, 5 MB of one-letter words fill the memory. */
const MAX_PARTS = 150_000;

interface PendingHeredoc {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripsTabs: boolean;
  readonly into: DraftHeredoc[];
}

/** The cursor and everything found so far. */
export class Scanner {
  readonly text: string;
  pos = 0;
  /** The end of the part that is being read: backticks and heredocs end before the text does. */
  end: number;
  depth = 0;
  /** Compound commands that are open, in all lists. */
  frames = 0;
  scope: Scope = { parent: null, kind: 'top' };
  /** Index of the command whose words are being read. */
  parent: number | null = null;
  readonly commands: DraftCommand[] = [];
  readonly taken: Taken[] = [];
  readonly defaults: DraftDefault[] = [];
  /** Parts that a shell of its own runs: the left side of a `|`, and what `&` sends to the background. */
  readonly apart: { readonly start: number; readonly end: number }[] = [];
  readonly problems: { code: ShellProblem['code']; message: string; offset: number }[] = [];
  pending: PendingHeredoc[] = [];
  readonly holes: ReadonlyMap<number, ShellHole>;
  /** Reads commands up to the end, or up to `)`: true when it was there. Held here because words and commands contain each other. */
  readonly readList: (s: Scanner, closer: ')' | '') => boolean;
  #parts = 0;

  constructor(
    text: string,
    holes: ReadonlyMap<number, ShellHole>,
    readList: (s: Scanner, closer: ')' | '') => boolean,
  ) {
    this.text = text;
    this.end = text.length;
    this.holes = holes;
    this.readList = readList;
  }

  /** The character at the cursor, or the empty string at the end. */
  get char(): string {
    return this.pos < this.end ? this.text.charAt(this.pos) : '';
  }

  peek(distance: number): string {
    const at = this.pos + distance;
    return at < this.end ? this.text.charAt(at) : '';
  }

  /** The match of a sticky pattern at the cursor, within the part that is being read; the cursor does not move. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.pos;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    return this.pos + found.length <= this.end ? found : found.slice(0, this.end - this.pos);
  }

  /** Notes a problem and gives the rest of the text up: nothing behind it can be read with any certainty. */
  stop(code: ShellProblem['code'], message: string, offset: number): void {
    if (this.problems.length === 0) this.problems.push({ code, message, offset });
    this.end = this.pos = Math.min(this.pos, this.end);
    this.pending = [];
  }

  get stopped(): boolean {
    return this.problems.length > 0;
  }

  /** Counts one more word or part of a word. */
  count(): void {
    if (++this.#parts > MAX_PARTS)
      this.stop('too-large', `more than ${MAX_PARTS} words and parts of words`, this.pos);
  }

  /** Runs `read` one level deeper, up to `end`, with its own scope; then goes on after it. */
  nested(end: number, scope: Scope, read: () => void): void {
    if (++this.depth > MAX_DEPTH) {
      this.depth--;
      this.stop('too-deep', `nested deeper than ${MAX_DEPTH} levels`, this.pos);
      return;
    }
    const outer = { end: this.end, scope: this.scope, pending: this.pending };
    this.end = end;
    this.scope = scope;
    this.pending = [];
    read();
    this.depth--;
    this.scope = outer.scope;
    if (this.stopped) return;
    this.end = outer.end;
    this.pending = outer.pending;
  }

  skipBlanks(): void {
    for (;;) {
      const c = this.char;
      if (c === ' ' || c === '\t' || (c === '\r' && (this.peek(1) === '\n' || this.peek(1) === '')))
        this.pos++;
      else if (c === '\\' && this.continuation() > 0) this.pos += this.continuation();
      else return;
    }
  }

  /** Length of a line continuation at the cursor, or 0. */
  continuation(): number {
    if (this.peek(1) === '\n') return 2;
    return this.peek(1) === '\r' && this.peek(2) === '\n' ? 3 : 0;
  }

  skipComment(): void {
    while (this.pos < this.end && this.text.charCodeAt(this.pos) !== 10) this.pos++;
  }
}
