import type { Part } from './draft.ts';
import type { Scanner } from './scanner.ts';

type ReadOperand = (s: Scanner, quoted: boolean) => readonly Part[];

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const PARAMETER = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]/y;
const OPERATOR = /:?[-=?+]/y;
const SUBSCRIPT = /\[[@*]\]/y;
/** How far `$((` is searched for its `))` before it is taken for arithmetic all the same. */
const ARITHMETIC_LIMIT = 10_000;

/** Reads `$…` or backticks, cursor on the first character. Commands inside are added to the list. */
export function readExpansion(s: Scanner, quoted: boolean, readOperand: ReadOperand): Part {
  const start = s.pos;
  if (s.char === '`') return readBackticks(s, quoted);
  const next = s.peek(1);
  if (next === '(') {
    if (s.peek(2) === '(' && isArithmetic(s, s.pos + 1)) return readArithmetic(s, quoted);
    s.pos += 2;
    return readSubstitution(s, start, quoted, 'command substitution');
  }
  if (next === '{') return readBraced(s, quoted, readOperand);
  s.pos++;
  const name = s.match(NAME) ?? s.match(/[0-9@*#?$!-]/y);
  if (name === null || name === '') return { kind: 'text', text: '$', quoted };
  s.pos += name.length;
  return variable(s, start, name, quoted);
}

function variable(s: Scanner, offset: number, name: string, quoted: boolean): Part {
  const raw = s.text.slice(offset, s.pos);
  return { kind: 'variable', name, operator: null, operand: [], quoted, raw, offset };
}

export function readProcessSubstitution(s: Scanner): Part {
  const start = s.pos;
  s.pos += 2;
  return readSubstitution(s, start, true, 'process substitution');
}

function readSubstitution(s: Scanner, start: number, quoted: boolean, reason: string): Part {
  s.nested(s.end, { parent: s.scope, kind: 'subshell' }, () => {
    const closed = s.readList(s, ')');
    if (!s.stopped && !closed) s.stop('unclosed', `the ${reason} is never closed`, start);
  });
  return computed(s, start, reason, quoted);
}

function readBackticks(s: Scanner, quoted: boolean): Part {
  const start = s.pos;
  let close = start + 1;
  while (close < s.end && s.text.charAt(close) !== '`') close += s.text.charAt(close) === '\\' ? 2 : 1;
  if (close >= s.end) {
    s.stop('unclosed', 'a backtick is never closed', start);
    return computed(s, start, 'command substitution', quoted);
  }
  s.pos++;
  s.nested(close, { parent: s.scope, kind: 'subshell' }, () => {
    s.readList(s, '');
  });
  if (!s.stopped) s.pos = close + 1;
  return computed(s, start, 'command substitution', quoted);
}

function computed(s: Scanner, start: number, reason: string, quoted: boolean): Part {
  return { kind: 'computed', reason, quoted, raw: s.text.slice(start, s.pos), many: false };
}

/** `$((…))`, and not `$( (…) … )`: the parentheses opened at `at` close side by side. */
export function isArithmetic(s: Scanner, at: number): boolean {
  let depth = 0;
  const limit = Math.min(s.end, at + ARITHMETIC_LIMIT);
  for (let i = at; i < limit; i++) {
    const c = s.text.charCodeAt(i);
    if (c === 0x28) depth++;
    else if (c === 0x29 && --depth === 1) return s.text.charAt(i + 1) === ')';
  }
  return true;
}

function readArithmetic(s: Scanner, quoted: boolean): Part {
  const start = s.pos;
  s.pos += 1;
  skipArithmetic(s);
  return computed(s, start, 'arithmetic', quoted);
}

/** Skips `((…))`, cursor on the first parenthesis. */
export function skipArithmetic(s: Scanner): void {
  const start = s.pos;
  let depth = 0;
  while (s.pos < s.end) {
    const c = s.text.charCodeAt(s.pos++);
    if (c === 0x28) depth++;
    else if (c === 0x29 && --depth === 0) return;
  }
  s.stop('unclosed', 'the arithmetic ((…)) is never closed', start);
}

function readBraced(s: Scanner, quoted: boolean, readOperand: ReadOperand): Part {
  const start = s.pos;
  let part: Part | null = null;
  s.pos += 2;
  s.nested(s.end, s.scope, () => {
    part = readParameter(s, start, quoted, readOperand);
    if (s.stopped) return;
    if (s.char === '}') s.pos++;
    else s.stop('unclosed', 'a ${…} is never closed', start);
  });
  const read = part as Part | null;
  const raw = s.text.slice(start, s.pos);
  return read === null || read.kind === 'text' ? computed(s, start, `\${…}`, quoted) : { ...read, raw };
}

function readParameter(s: Scanner, offset: number, quoted: boolean, readOperand: ReadOperand): Part {
  const name = s.match(PARAMETER) ?? '';
  const after = s.pos + name.length;
  s.pos = after;
  const array = s.match(SUBSCRIPT);
  const base = { kind: 'variable' as const, name, operand: [], quoted, raw: '', offset };
  if (name !== '' && s.char === '}') return { ...base, operator: null };
  if (array !== null && s.peek(array.length) === '}') {
    s.pos += array.length;
    return { ...base, operator: '[@]' };
  }
  const operator = s.match(OPERATOR);
  if (name !== '' && operator !== null) {
    s.pos += operator.length;
    const { scope } = s;
    // Whether the word is looked at depends on the name: what is assigned in it may not be.
    s.scope = { parent: scope, kind: 'branch' };
    const operand = readOperand(s, quoted);
    s.scope = scope;
    if (operator.endsWith('=')) s.defaults.push({ name, value: operand, offset, scope: s.scope });
    return { ...base, operator, operand };
  }
  readOperand(s, quoted);
  const reason = `string operation on $${name}`;
  return { kind: 'computed', reason, quoted, raw: '', many: array !== null };
}
