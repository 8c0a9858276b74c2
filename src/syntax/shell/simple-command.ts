import { literalOf, type DraftAssignment, type DraftCommand, type DraftWord, type Part } from './draft.ts';
import { readHeredocStart } from './heredoc.ts';
import type { Scanner } from './scanner.ts';
import { readWord } from './word.ts';

const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]\s]{0,200}\])?(\+?)=/y;
const FILE_DESCRIPTOR = /(?:[0-9]{1,9}|\{[A-Za-z_][A-Za-z0-9_]{0,99}\})(?=[<>])/y;
const REDIRECTION = /&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\||<|>/y;
const DECLARES = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
const END = /[\n;|)]/;

/**
 * Reads a simple command, cursor on its first character. `function` when it turned out to be the head of a function
 * definition, null when it was only a redirection: neither is a command.
 */
export function readSimpleCommand(s: Scanner, pipedFrom: number | null): DraftCommand | 'function' | null {
  const start = s.pos;
  const command: DraftCommand = {
    words: [], assignments: [], heredocs: [], start, scope: s.scope, pipedFrom, parent: s.parent,
  }; // prettier-ignore
  const outer = s.parent;
  s.parent = s.commands.push(command) - 1;
  const isFunction = readParts(s, command);
  s.parent = outer;
  const isLast = s.commands[s.commands.length - 1] === command;
  const isEmpty = isLast && command.words.length + command.assignments.length + command.heredocs.length === 0;
  if (isFunction || isEmpty) s.commands.pop();
  if (isFunction) return 'function';
  return isEmpty ? null : command;
}

function readParts(s: Scanner, command: DraftCommand): boolean {
  for (;;) {
    s.skipBlanks();
    const c = s.char;
    if (s.stopped || c === '' || END.test(c)) return false;
    if (c === '&' && s.peek(1) !== '>') return false;
    if (c === '#') s.skipComment();
    else if (c === '(') {
      if (isFunctionHead(s, command)) return true;
      s.pos++;
    } else if (!readRedirection(s, command)) readWordOrAssignment(s, command);
  }
}

function isFunctionHead(s: Scanner, command: DraftCommand): boolean {
  if (command.words.length !== 1 || command.assignments.length > 0) return false;
  const found = s.match(/\([ \t]*\)/y);
  if (found === null || literalOf(command.words[0]) === null) return false;
  s.pos += found.length;
  return true;
}

function readRedirection(s: Scanner, command: DraftCommand): boolean {
  const before = s.pos;
  s.pos += s.match(FILE_DESCRIPTOR)?.length ?? 0;
  if (s.peek(1) === '(' && (s.char === '<' || s.char === '>')) {
    s.pos = before;
    return false;
  }
  const operator = s.match(REDIRECTION);
  if (operator === null || operator === '') {
    s.pos = before;
    return false;
  }
  s.pos += operator.length;
  if (operator === '<<' || operator === '<<-') readHeredocStart(s, operator === '<<-', command.heredocs);
  else {
    s.skipBlanks();
    if (s.char !== '' && !/[\n;|&()]/.test(s.char)) readWord(s);
  }
  return true;
}

function readWordOrAssignment(s: Scanner, command: DraftCommand): void {
  const declares = DECLARES.has(literalOf(command.words[0]) ?? '');
  if (command.words.length > 0 && !declares) {
    const word = readWord(s);
    command.words.push(word);
    if (command.words.length === 1 && literalOf(word) === '[[') readCondition(s, command);
    return;
  }
  const head = s.match(ASSIGNMENT);
  if (head === null || head === '') {
    const word = readWord(s);
    command.words.push(word);
    if (command.words.length === 1 && literalOf(word) === '[[') readCondition(s, command);
    return;
  }
  const assignment = readAssignment(s, head);
  if (declares) command.words.push(assignment.value);
  command.assignments.push(assignment);
}

function readAssignment(s: Scanner, head: string): DraftAssignment {
  const start = s.pos;
  s.pos += head.length;
  const append = head.endsWith('+=');
  const name = /^[A-Za-z0-9_]+/.exec(head)?.[0] ?? '';
  const element = head.includes('[');
  if (s.char === '(' && !element) {
    const items = readItems(s);
    const raw = s.text.slice(start, s.pos);
    const part: Part = { kind: 'computed', reason: 'an array', quoted: true, raw, many: false };
    return { name, append, value: { parts: [part], start, end: s.pos }, items, start };
  }
  const blank = s.char === '' || /[\s;&|()]/.test(s.char);
  const value: DraftWord = blank ? { parts: [], start: s.pos, end: s.pos } : readWord(s);
  return { name, append: append || element, value, items: null, start };
}

/** The words of `(…)` in `NAME=(…)`. Line ends and comments separate them. */
function readItems(s: Scanner): readonly DraftWord[] {
  const start = s.pos;
  const items: DraftWord[] = [];
  s.pos++;
  for (;;) {
    s.skipBlanks();
    const c = s.char;
    if (s.stopped) return items;
    if (c === '') {
      s.stop('unclosed', 'the array (…) is never closed', start);
      return items;
    }
    if (c === ')') {
      s.pos++;
      return items;
    }
    if (c === '\n') s.pos++;
    else if (c === '#') s.skipComment();
    else items.push(readWord(s));
  }
}

/** `[[ … ]]`: its operators separate nothing. */
function readCondition(s: Scanner, command: DraftCommand): void {
  while (!s.stopped) {
    s.skipBlanks();
    const c = s.char;
    if (c === '') return;
    if (/[\n;&|()<>]/.test(c)) {
      s.pos++;
      continue;
    }
    const word = readWord(s);
    command.words.push(word);
    if (s.text.slice(word.start, word.end) === ']]') return;
  }
}
