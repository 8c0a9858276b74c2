import type { Unknown } from './tree.ts';
import type { VariableValue, Variables } from './variables.ts';

export interface Interpolated {
  readonly text: string;
  readonly unknown: readonly Unknown[];
  readonly from: readonly string[];
}

/** Deeper nesting of defaults is made to hurt; each level scans its text once. */
const MAX_NESTING = 32;
/** A value that grows beyond this, in UTF-16 units, is not expanded further. */
const MAX_LENGTH = 1 << 20;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-+?]/y;
const NONE: readonly never[] = [];
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Replaces `$NAME` and `${NAME…}` as compose-go's `template` package does, its reading of braces included. A reference
 * without a value and without a default stays as written and is reported as unknown: Docker Compose puts an empty text
 * there, but what will really stand there is known only to the one who starts the project.
 */
export function interpolate(text: string, variables: Variables): Interpolated {
  if (!text.includes('$')) return { text, unknown: NONE, from: NONE };
  const run: Run = { variables, unknown: [], from: [], length: 0 };
  const expanded = expand(text, run, 0);
  return { text: expanded, unknown: run.unknown, from: run.from };
}

/** What the variables of one file may add to it, in UTF-16 units: a line of five characters can stand for a megabyte. */
const MAX_GROWTH = 1 << 25;
const SPENT: Variables = {
  lookup: () => undefined,
  unread: { why: 'the variables of the file expand to more than is read', advice: 'write the values out' },
};

/** Interpolates the texts of one file, as long as they stay within bounds together. */
export class Expander {
  readonly #variables: Variables;
  #left = MAX_GROWTH;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  expand(text: string): Interpolated {
    const expanded = interpolate(text, this.#left > 0 ? this.#variables : SPENT);
    this.#left -= Math.max(expanded.text.length - text.length, 0);
    return expanded;
  }
}

interface Run {
  readonly variables: Variables;
  readonly unknown: Unknown[];
  readonly from: string[];
  length: number;
}

function expand(text: string, run: Run, nesting: number): string {
  const out: string[] = [];
  let copied = 0;
  let lineEnd = -1;
  let lastBrace = -1;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', copied)) {
    // The last `}` of the line bounds a braced reference; looked up once a line.
    if (at > lineEnd) {
      lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) lineEnd = text.length;
      lastBrace = lineEnd - 1;
      while (lastBrace > at && text.charCodeAt(lastBrace) !== CLOSE) lastBrace--;
    }
    out.push(text.slice(copied, at));
    const { replacement, end } = reference(text, at, lastBrace, run, nesting);
    out.push(replacement);
    run.length += replacement.length;
    copied = end;
    if (run.length > MAX_LENGTH) {
      note(run, {
        why: 'its variables expand to more than a million characters',
        advice: 'write the value out',
      });
      break;
    }
  }
  out.push(text.slice(copied));
  return out.join('');
}

interface Replaced {
  readonly replacement: string;
  readonly end: number;
}

function reference(text: string, at: number, lastBrace: number, run: Run, nesting: number): Replaced {
  const next = text.charAt(at + 1);
  if (next === '$') return { replacement: '$', end: at + 2 };
  if (next === '{') return braced(text, at, lastBrace, run, nesting);
  const name = matchAt(NAME, text, at + 1);
  if (name === null) return { replacement: '$', end: at + 1 };
  const end = at + 1 + name.length;
  return { replacement: plain(name, text.slice(at, end), run), end };
}

function braced(text: string, at: number, lastBrace: number, run: Run, nesting: number): Replaced {
  const name = matchAt(NAME, text, at + 2);
  const behind = at + 2 + (name?.length ?? 0);
  if (name !== null && text.charAt(behind) === '}')
    return { replacement: plain(name, text.slice(at, behind + 1), run), end: behind + 1 };
  const operator = name === null ? null : matchAt(OPERATOR, text, behind);
  if (name === null || operator === null || lastBrace < behind + operator.length) {
    note(run, {
      why: 'a ${…} in it is not well formed',
      advice: 'write ${NAME} or ${NAME:-default}; $$ stands for a $',
    });
    return { replacement: '${', end: at + 2 };
  }
  const close = closingBrace(text, at, lastBrace);
  const end = (close < 0 ? lastBrace : close) + 1;
  const argument = text.slice(behind + operator.length, end - 1);
  return { replacement: apply(name, operator, argument, text.slice(at, end), run, nesting), end };
}

/** Where compose-go takes a reference to end: it skips the character behind each `{`. */
function closingBrace(text: string, from: number, last: number): number {
  let open = 0;
  for (let i = from; i <= last; i++) {
    const c = text.charCodeAt(i);
    if (c === CLOSE && --open === 0) return i;
    if (c === OPEN) {
      open++;
      i++;
    }
  }
  return -1;
}

function plain(name: string, written: string, run: Run): string {
  const value = run.variables.lookup(name);
  if (value === undefined) return missing(name, written, run);
  return taken(name, value, run);
}

function taken(name: string, value: VariableValue, run: Run): string {
  for (const unknown of value.unknown) note(run, unknown);
  if (run.from.length < 20) run.from.push(`${name}=${value.text.slice(0, 200)} (${value.origin})`);
  return value.text;
}

function missing(name: string, written: string, run: Run): string {
  note(run, run.variables.unread ?? unset(name));
  return written;
}

/** @param operator `:-` and `-` give a default, `:+` and `+` an alternative, `:?` and `?` an error. */
function apply(
  name: string,
  operator: string,
  argument: string,
  written: string,
  run: Run,
  nesting: number,
): string {
  if (nesting >= MAX_NESTING) {
    note(run, { why: `defaults are nested more than ${MAX_NESTING} deep`, advice: 'write the value out' });
    return written;
  }
  const value = run.variables.lookup(name);
  // An env file that could not be read may set it.
  if (value === undefined && run.variables.unread !== null) return missing(name, written, run);
  const set = value !== undefined && counts(value, operator) ? value : null;
  if (operator.endsWith('+')) return set === null ? (value?.text ?? '') : expand(argument, run, nesting + 1);
  if (set !== null) return taken(name, set, run);
  if (operator.endsWith('?')) return missing(name, written, run);
  noteDefault(written, run);
  return expand(argument, run, nesting + 1);
}

function noteDefault(written: string, run: Run): void {
  if (run.from.length < 20) run.from.push(`default of ${written.slice(0, 200)}`);
}

/** With a colon an empty value counts as none; one that is not known is taken to be there. */
function counts({ text, unknown }: VariableValue, operator: string): boolean {
  return !operator.startsWith(':') || text !== '' || unknown.length > 0;
}

function unset(name: string): Unknown {
  return {
    why: `${name} is not set`,
    advice: `set ${name} in .env, or pass --var ${name}=…`,
  };
}

function note(run: Run, unknown: Unknown): void {
  if (run.unknown.length < 20 && !run.unknown.some(({ why }) => why === unknown.why))
    run.unknown.push(unknown);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
