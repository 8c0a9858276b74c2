import type { DraftWord, Part } from './draft.ts';
import { readExpansion, readProcessSubstitution } from './expansion.ts';
import { readAnsiQuoted, readSingleQuoted } from './quotes.ts';
import type { Scanner } from './scanner.ts';

const HOLE_CODE = 0xfffc;
export const HOLE = String.fromCharCode(HOLE_CODE);

/** Marks the ASCII characters at which a run of plain text ends. */
function stopsAt(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const c of characters) table[c.charCodeAt(0)] = 1;
  return table;
}

const STOPS = stopsAt(' \t\n\r\v\f;&|()<>"\'`$\\');
const QUOTED_STOPS = stopsAt('"`$\\');
/** Inside `${NAME:-…}` only the brace and what quotes or expands are special. */
const OPERAND_STOPS = stopsAt('}"\'`$\\');
const QUOTED_OPERAND_STOPS = stopsAt('}"`$\\');
const METACHARACTER = /[\s;&|()<>]/;

/** Reads one word. The cursor stands on its first character; at least one character is taken. */
export function readWord(s: Scanner): DraftWord {
  const start = s.pos;
  const parts: Part[] = [];
  while (!s.stopped) {
    const c = s.char;
    if (c === '') break;
    if ((c === '<' || c === '>') && s.peek(1) === '(') parts.push(readProcessSubstitution(s));
    else if (METACHARACTER.test(c)) break;
    else readPart(s, parts, STOPS, false);
  }
  // A metacharacter where no word can be: taken as text, so that the cursor always moves.
  if (s.pos === start && !s.stopped) parts.push({ kind: 'text', text: s.text.charAt(s.pos++), quoted: true });
  s.count();
  return { parts, start, end: s.pos };
}

function readPart(s: Scanner, parts: Part[], stops: Uint8Array, quoted: boolean): void {
  const c = s.char;
  s.count();
  if (c === '\\') readBackslash(s, parts, quoted);
  else if (c === "'" && !quoted) parts.push({ kind: 'text', text: readSingleQuoted(s), quoted: true });
  else if (c === '"') readDoubleQuoted(s, parts);
  else if (c === '$') readDollar(s, parts, quoted);
  else if (c === '`') parts.push(readExpansion(s, quoted, readOperand));
  else if (c === HOLE && s.holes.has(s.pos)) parts.push(readHole(s, quoted));
  else parts.push({ kind: 'text', text: readRun(s, stops), quoted });
}

/** Plain text up to a character that may mean something; at least one character. Never looks beyond the part being read. */
function readRun(s: Scanner, stops: Uint8Array): string {
  const { text, end, pos } = s;
  let at = pos + 1;
  while (at < end) {
    const c = text.charCodeAt(at);
    if (c < 128 ? stops[c] === 1 : c === HOLE_CODE) break;
    at++;
  }
  s.pos = at;
  return text.slice(pos, at);
}

function readDollar(s: Scanner, parts: Part[], quoted: boolean): void {
  const next = s.peek(1);
  if (next === "'" && !quoted) {
    s.pos += 2;
    parts.push({ kind: 'text', text: readAnsiQuoted(s), quoted: true });
  } else if (next === '"' && !quoted) s.pos++;
  else parts.push(readExpansion(s, quoted, readOperand));
}

function readHole(s: Scanner, quoted: boolean): Part {
  const { raw = '', value = null, why = '' } = s.holes.get(s.pos) ?? {};
  s.pos++;
  if (value !== null) return { kind: 'filled', text: value, from: why, quoted, raw };
  return { kind: 'computed', reason: why, quoted, raw, many: false };
}

function readBackslash(s: Scanner, parts: Part[], quoted: boolean): void {
  const continued = s.continuation();
  if (continued > 0) {
    s.pos += continued;
    return;
  }
  const next = s.peek(1);
  const kept = next === '' || (quoted && !'$`"\\'.includes(next));
  s.pos += next === '' ? 1 : 2;
  parts.push({ kind: 'text', text: kept ? `\\${next}` : next, quoted: true });
}

function readDoubleQuoted(s: Scanner, parts: Part[]): void {
  const start = s.pos;
  s.pos++;
  // Marks an empty pair of quotes: it is a word, though an empty one.
  const marker = parts.push({ kind: 'text', text: '', quoted: true }) - 1;
  while (s.char !== '"') {
    if (s.stopped) return;
    if (s.char === '') {
      s.stop('unclosed', 'a double quote is never closed', start);
      return;
    }
    readPart(s, parts, QUOTED_STOPS, true);
  }
  s.pos++;
  const only = parts.length === marker + 2 ? parts[marker + 1] : undefined;
  // `"${NAME[@]}"` is as many words as the array has elements, none among them.
  if (only?.kind === 'variable' && only.operator === '[@]') parts.splice(marker, 1);
}

/** The word of `${NAME:-word}`, up to its brace. */
function readOperand(s: Scanner, quoted: boolean): readonly Part[] {
  const parts: Part[] = [];
  while (!s.stopped && s.char !== '' && s.char !== '}')
    readPart(s, parts, quoted ? QUOTED_OPERAND_STOPS : OPERAND_STOPS, quoted);
  return parts;
}

/** Lists the commands that a heredoc's body would run, between the cursor and the end of the part being read. */
export function readHeredocExpansions(s: Scanner): void {
  const parts: Part[] = [];
  while (!s.stopped && s.char !== '') {
    parts.length = 0;
    if (s.char === '"') s.pos++;
    else readPart(s, parts, QUOTED_STOPS, true);
  }
}
