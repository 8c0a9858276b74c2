import type { Scope } from './draft.ts';
import { skipArithmetic } from './expansion.ts';
import type { Scanner } from './scanner.ts';
import { readWord } from './word.ts';

type FrameKind = 'if' | 'loop' | 'case' | 'brace' | 'subshell';

interface Frame {
  readonly kind: FrameKind;
  /** The scope to go back to when the compound command ends. */
  readonly outer: Scope;
  /** The scope of its commands, once a `&&` list inside has ended. */
  inner: Scope;
  /** In a `case`: a pattern comes next. */
  pattern: boolean;
  /** Where the statement and the part of a pipeline begin that the compound command belongs to. */
  readonly statement: number;
  readonly element: number;
}

/** Deeper compound commands are refused: each look-up of a variable walks up the scopes. */
const MAX_FRAMES = 200;
const RESERVED =
  /(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|select|function|coproc|[{}!])(?=[\s;&|()<>`]|$)/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const FUNCTION_NAME = /[^\s;&|()<>"'`$\\]+/y;
const EMPTY_PARENTHESES = /\([ \t]*\)/y;
const IN = /in(?=[\s;]|$)/y;

/** The compound commands that are open in one list, and the scopes that they make. */
export class Frames {
  readonly #open: Frame[] = [];
  readonly #base: Scope;
  /** The next compound command is the body of a function. */
  functionNext = false;
  /** Where the statement that is being read begins, and the part of its pipeline. */
  statement: number;
  element: number;

  constructor(base: Scope, start: number) {
    this.#base = base;
    this.statement = this.element = start;
  }

  get depth(): number {
    return this.#open.length;
  }

  get #top(): Frame | undefined {
    return this.#open[this.#open.length - 1];
  }

  /** The scope that a new statement begins in. */
  get scope(): Scope {
    return this.#top?.inner ?? this.#base;
  }

  get expectsPattern(): boolean {
    return this.#top?.pattern === true;
  }

  open(s: Scanner, kind: FrameKind, scope: Scope['kind'] | null): void {
    const outer = s.scope;
    const made = this.functionNext ? 'function' : scope;
    this.functionNext = false;
    const inner = made === null ? outer : { parent: outer, kind: made };
    const { statement, element } = this;
    this.#open.push({ kind, outer, inner, pattern: false, statement, element });
    this.statement = this.element = s.pos;
    s.scope = inner;
    if (++s.frames > MAX_FRAMES)
      s.stop('too-deep', `compound commands nested deeper than ${MAX_FRAMES} levels`, s.pos);
  }

  /** Closes the innermost compound command if it is of this kind. */
  close(s: Scanner, kind: FrameKind): boolean {
    const top = this.#top;
    if (top?.kind !== kind) return false;
    this.#open.pop();
    s.frames--;
    s.scope = top.outer;
    this.statement = top.statement;
    this.element = top.element;
    return true;
  }

  branch(s: Scanner): void {
    const top = this.#top;
    if (top?.kind === 'if') s.scope = top.inner = { parent: top.outer, kind: 'branch' };
  }

  expectPattern(s: Scanner, expected: boolean): void {
    const top = this.#top;
    if (top?.kind !== 'case') return;
    top.pattern = expected;
    s.scope = top.inner = { parent: top.outer, kind: 'branch' };
  }
}

type Read = (s: Scanner, frames: Frames) => void;

const branch: Read = (s, frames) => {
  frames.branch(s);
};
const open =
  (kind: FrameKind, scope: Scope['kind'] | null): Read =>
  (s, frames) => {
    frames.open(s, kind, scope);
  };
const close =
  (kind: FrameKind): Read =>
  (s, frames) => {
    frames.close(s, kind);
  };

const READS: ReadonlyMap<string, Read> = new Map([
  ['if', open('if', null)],
  ['then', branch],
  ['elif', branch],
  ['else', branch],
  ['fi', close('if')],
  ['while', open('loop', 'loop')],
  ['until', open('loop', 'loop')],
  ['for', readFor],
  ['select', readFor],
  ['done', close('loop')],
  ['case', readCase],
  ['esac', close('case')],
  ['{', open('brace', null)],
  ['}', close('brace')],
  ['function', readFunctionName],
]);

/** Reads a reserved word, cursor at the start of a command. False when there is none. */
export function readReserved(s: Scanner, frames: Frames): boolean {
  const word = s.match(RESERVED);
  if (word === null || word === '') return false;
  s.pos += word.length;
  READS.get(word)?.(s, frames);
  return true;
}

function readFor(s: Scanner, frames: Frames): void {
  frames.open(s, 'loop', 'loop');
  s.skipBlanks();
  if (s.char === '(') {
    skipArithmetic(s);
    return;
  }
  const offset = s.pos;
  const name = s.match(NAME) ?? '';
  s.pos += name.length;
  if (name !== '')
    s.taken.push({ name, offset, scope: s.scope, reason: 'takes one value after the other in a loop' });
  s.skipBlanks();
  if (s.match(IN) === null) return;
  s.pos += 2;
  for (;;) {
    s.skipBlanks();
    if (s.stopped || s.char === '' || /[\n;&|()#]/.test(s.char)) return;
    readWord(s);
  }
}

function readCase(s: Scanner, frames: Frames): void {
  s.skipBlanks();
  if (s.char !== '') readWord(s);
  frames.open(s, 'case', 'branch');
  while (s.char === '\n' || s.char === '\r' || s.char === ' ' || s.char === '\t') s.pos++;
  if (s.match(IN) !== null) s.pos += 2;
  frames.expectPattern(s, true);
}

/** `pattern | pattern)` of a `case`, or its `esac`. */
export function readPattern(s: Scanner, frames: Frames): void {
  if (s.match(/esac(?=[\s;&|()<>`]|$)/y) !== null) {
    s.pos += 4;
    frames.close(s, 'case');
    return;
  }
  if (s.char === '(') s.pos++;
  while (!s.stopped) {
    s.skipBlanks();
    const c = s.char;
    if (c === '' || c === '\n') return;
    if (c === ')') break;
    if (c === '|') s.pos++;
    else readWord(s);
  }
  s.pos++;
  frames.expectPattern(s, false);
}

function readFunctionName(s: Scanner, frames: Frames): void {
  s.skipBlanks();
  s.pos += s.match(FUNCTION_NAME)?.length ?? 0;
  s.skipBlanks();
  s.pos += s.match(EMPTY_PARENTHESES)?.length ?? 0;
  frames.functionNext = true;
}
