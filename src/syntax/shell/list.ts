import { Frames, readPattern, readReserved } from './compound.ts';
import type { DraftCommand, Scope } from './draft.ts';
import { isArithmetic, skipArithmetic } from './expansion.ts';
import { readHeredocBodies } from './heredoc.ts';
import type { Scanner } from './scanner.ts';
import { readSimpleCommand } from './simple-command.ts';

/** Where the reading stands between two commands. */
interface Flow {
  readonly frames: Frames;
  /** The scope of the current part of an `&&`/`||` list. */
  list: Scope;
  /** The operator before that part. */
  operator: '&&' | '||' | null;
  /** Index of the command whose stdout a `|` would pass on, or null. */
  last: number | null;
  /** Index of the command whose stdout goes to the next one, or null. */
  pipe: number | null;
  /** The last command only sets variables: it cannot fail, so that `&&` behind it is no condition. */
  certain: boolean;
  /** An operator was read: the statement goes on in the next line. */
  continues: boolean;
}

/** Reads commands up to the end of the part, or up to the `)` that closes it: true when that was found. */
export function readList(s: Scanner, closer: ')' | ''): boolean {
  const { frames } = s;
  const closed = readStatements(s, closer);
  s.frames = frames;
  return closed;
}

function readStatements(s: Scanner, closer: ')' | ''): boolean {
  const frames = new Frames(s.scope, s.pos);
  const flow: Flow = {
    frames, list: s.scope, operator: null, last: null, pipe: null, certain: false, continues: false,
  }; // prettier-ignore
  while (!s.stopped) {
    s.skipBlanks();
    const c = s.char;
    if (c === '') return false;
    if (c === '#') s.skipComment();
    else if (c === '\n') readNewline(s, flow);
    else if (frames.expectsPattern) readPattern(s, frames);
    else if (c === ')') {
      s.pos++;
      if (frames.close(s, 'subshell')) endCompound(s, flow);
      else if (closer === ')') return true;
    } else if (!readOperator(s, flow)) readCommand(s, flow);
  }
  return false;
}

function readNewline(s: Scanner, flow: Flow): void {
  s.pos++;
  if (s.pending.length > 0) readHeredocBodies(s);
  if (!flow.continues) endStatement(s, flow);
}

function endStatement(s: Scanner, flow: Flow): void {
  s.scope = flow.list = flow.frames.scope;
  flow.frames.statement = flow.frames.element = s.pos;
  flow.operator = null;
  flow.last = null;
  flow.certain = false;
}

function readOperator(s: Scanner, flow: Flow): boolean {
  const c = s.char;
  const next = s.peek(1);
  if (c === '(') {
    openParenthesis(s, flow);
    return true;
  }
  if (c !== ';' && c !== '|' && (c !== '&' || next === '>')) return false;
  const double = next === c;
  s.pos += double ? 2 : 1;
  flow.continues = c === '|' || double;
  if (c === ';') readSemicolon(s, flow, double);
  else if (double) startConditional(s, flow, c === '&' ? '&&' : '||');
  else if (c === '&') {
    s.apart.push({ start: flow.frames.statement, end: s.pos });
    endStatement(s, flow);
  } else startPipe(s, flow);
  return true;
}

/** `;`, or the `;;`, `;&` and `;;&` that end a branch of a `case`. */
function readSemicolon(s: Scanner, flow: Flow, double: boolean): void {
  flow.continues = false;
  endStatement(s, flow);
  const fallsThrough = s.char === '&';
  if (fallsThrough) s.pos++;
  if (double || fallsThrough) flow.frames.expectPattern(s, true);
}

function startPipe(s: Scanner, flow: Flow): void {
  if (s.char === '&') s.pos++;
  s.apart.push({ start: flow.frames.element, end: s.pos });
  flow.frames.element = s.pos;
  flow.pipe = flow.last;
  flow.last = null;
  s.scope = { parent: flow.list, kind: 'subshell' };
}

/**
 * Behind `a &&`, what runs has seen `a` succeed: one scope serves a whole chain. Behind `||`, it has not seen what stands
 * on the left: a scope of its own.
 */
function startConditional(s: Scanner, flow: Flow, operator: '&&' | '||'): void {
  const base = flow.frames.scope;
  const certain = operator === '&&' && flow.certain && flow.list === base;
  const chained = operator === '&&' && flow.operator === '&&' && flow.list !== base;
  if (!certain && !chained) {
    flow.list = { parent: base, kind: 'branch' };
    flow.operator = operator;
  }
  s.scope = flow.list;
  flow.frames.element = s.pos;
  flow.last = null;
}

function openParenthesis(s: Scanner, flow: Flow): void {
  flow.continues = false;
  if (s.peek(1) === '(' && isArithmetic(s, s.pos)) skipArithmetic(s);
  else {
    s.pos++;
    flow.frames.open(s, 'subshell', 'subshell');
    flow.list = s.scope;
    flow.operator = null;
  }
}

/** A compound command has ended: what it writes is, as far as we tell, what its last command writes. */
function endCompound(s: Scanner, flow: Flow): void {
  flow.list = s.scope;
  flow.operator = null;
  flow.certain = false;
  flow.last = s.commands.length > 0 ? s.commands.length - 1 : null;
}

function readCommand(s: Scanner, flow: Flow): void {
  flow.continues = false;
  const depth = flow.frames.depth;
  if (readReserved(s, flow.frames)) {
    if (flow.frames.depth < depth) endCompound(s, flow);
    else endStatement(s, flow);
    return;
  }
  const index = s.commands.length;
  const command = readSimpleCommand(s, flow.pipe);
  if (command === null) return;
  if (command === 'function') {
    flow.frames.functionNext = true;
    return;
  }
  flow.pipe = null;
  flow.last = index;
  flow.certain = onlyAssigns(command);
}

function onlyAssigns(command: DraftCommand): boolean {
  if (command.words.length > 0 || command.assignments.length === 0) return false;
  return command.assignments.every(({ value }) => value.parts.every(({ kind }) => kind !== 'computed'));
}
