import { ANY, classOf } from './sets.ts';
import type { CharSet, PatternProblem, PatternTree } from './tree.ts';

export type ParsedPattern =
  | { readonly ok: true; readonly tree: PatternTree }
  | { readonly ok: false; readonly problem: PatternProblem };

const MAX_LENGTH = 500;
const MAX_DEPTH = 20;
const CONTROL: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };
const EXAMPLE = '^[a-z0-9-]+/[a-z0-9-]+$';

class Refused extends Error {
  readonly problem: PatternProblem;

  constructor(at: number, message: string, example = EXAMPLE) {
    super(message);
    this.problem = { at, message, example };
  }
}

/**
 * The common part of regular expressions: literals, classes, groups, `|`, `* + ?` and `{m,n}`, `^ $ \b`. Backreferences and
 * lookaround are refused: they need an engine that can take exponential time, and the text to match is not ours.
 */
export function parsePattern(text: string): ParsedPattern {
  try {
    if (text.length > MAX_LENGTH)
      throw new Refused(MAX_LENGTH, `a pattern may have ${String(MAX_LENGTH)} characters`);
    return { ok: true, tree: new Parser(text).whole() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): PatternTree {
    const tree = this.#either();
    if (this.#at < this.#text.length)
      throw new Refused(this.#at, '")" closes no group; to mean it, write \\)', '\\)');
    return tree;
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #take(): string {
    const char = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    this.#at += char.length;
    return char;
  }

  #either(): PatternTree {
    if (++this.#depth > MAX_DEPTH) throw new Refused(this.#at, 'groups are nested too deep');
    const parts = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at++;
      parts.push(this.#sequence());
    }
    this.#depth--;
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'either', parts };
  }

  #sequence(): PatternTree {
    const parts: PatternTree[] = [];
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')')
      parts.push(this.#repeated(this.#atom()));
    return { kind: 'sequence', parts };
  }

  #repeated(part: PatternTree): PatternTree {
    const start = this.#at;
    const count = this.#count();
    if (count === null) return part;
    if (part.kind === 'edge') throw new Refused(start, 'an edge such as ^ cannot be repeated');
    // Whether as few or as many as possible are taken does not change whether the whole matches.
    if (this.#peek() === '?') this.#at++;
    if (['*', '+', '{', '?'].includes(this.#peek()))
      throw new Refused(this.#at, 'nothing to repeat here: two counts in a row', '(?:[a-z]+){2}');
    return { kind: 'repeat', part, ...count };
  }

  #count(): { readonly min: number; readonly max: number | null } | null {
    const char = this.#peek();
    if (char === '*' || char === '+' || char === '?') {
      this.#at++;
      return { min: char === '+' ? 1 : 0, max: char === '?' ? 1 : null };
    }
    return char === '{' ? this.#braces() : null;
  }

  #braces(): { readonly min: number; readonly max: number | null } {
    const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#text.slice(this.#at, this.#at + 12));
    if (found === null)
      throw new Refused(this.#at, '"{" begins no count; to mean it, write \\{', '[0-9]{2,4}');
    const [all, low = '', comma, high = ''] = found;
    const min = Number(low);
    const max = comma === undefined ? min : high === '' ? null : Number(high);
    if (max !== null && max < min)
      throw new Refused(this.#at, 'the count ends before it begins', '[0-9]{2,4}');
    this.#at += all.length;
    return { min, max };
  }

  #atom(): PatternTree {
    const start = this.#at;
    const char = this.#take();
    switch (char) {
      case '(':
        return this.#group(start);
      case '[':
        return { kind: 'chars', set: this.#set(start) };
      case '.':
        return { kind: 'chars', set: ANY };
      case '^':
        return { kind: 'edge', edge: 'start' };
      case '$':
        return { kind: 'edge', edge: 'end' };
      case '\\':
        return this.#escaped(start);
      case '*':
      case '+':
      case '?':
      case '{':
        throw new Refused(
          start,
          `nothing before "${char}" to repeat; to mean it, write \\${char}`,
          `\\${char}`,
        );
      default:
        return literal(char);
    }
  }

  #group(start: number): PatternTree {
    if (this.#peek() === '?') this.#groupHead(start);
    const tree = this.#either();
    if (this.#peek() !== ')') throw new Refused(start, '"(" is never closed', '(?:gpu|cpu)');
    this.#at++;
    return tree;
  }

  #groupHead(start: number): void {
    const head = /^\?(?::|<[A-Za-z]\w{0,30}>)/.exec(this.#text.slice(this.#at, this.#at + 36))?.[0];
    if (head === undefined)
      throw new Refused(
        start,
        'lookaround and flags within a pattern are refused: an engine that knows them can take exponential time on a text that somebody else wrote',
        'two rules, one for each condition, or [Aa] for both cases',
      );
    this.#at += head.length;
  }

  #escaped(start: number): PatternTree {
    const next = this.#peek();
    if (next === 'b' || next === 'B') {
      this.#at++;
      return { kind: 'edge', edge: next === 'b' ? 'word' : 'no-word' };
    }
    return { kind: 'chars', set: { negated: false, ranges: this.#escape(start) } };
  }

  /** After a backslash: a class, a control character, or the character itself. */
  #escape(start: number): CharSet['ranges'] {
    if (this.#at >= this.#text.length) throw new Refused(start, 'the pattern ends in a backslash', '\\\\');
    const char = this.#take();
    const ranges = classOf(char);
    if (ranges !== undefined) return ranges;
    const control = CONTROL[char];
    if (control !== undefined) return [[control, control]];
    if (/^[1-9k]$/.test(char))
      throw new Refused(
        start,
        'backreferences are refused: matching them can take exponential time on a text that somebody else wrote',
        '(?:gpu-gpu|cpu-cpu), with the cases written out',
      );
    if (/^[A-Za-z0-9]$/.test(char))
      throw new Refused(start, `\\${char} is not known here`, '\\d, \\w, \\s or [a-z]');
    return one(char);
  }

  #set(start: number): CharSet {
    const negated = this.#peek() === '^';
    if (negated) this.#at++;
    const ranges: (readonly [number, number])[] = [];
    while (this.#peek() !== ']') {
      if (this.#at >= this.#text.length) throw new Refused(start, '"[" is never closed', '[a-z0-9]');
      ranges.push(...this.#range());
    }
    this.#at++;
    return { negated, ranges };
  }

  #range(): CharSet['ranges'] {
    const start = this.#at;
    const first = this.#member();
    const next = this.#text[this.#at + 1];
    if (this.#peek() !== '-' || next === undefined || next === ']') return first;
    this.#at++;
    const last = this.#member();
    const from = only(first);
    const to = only(last);
    if (from === null || to === null || to < from)
      throw new Refused(start, 'the range is no range from a lower character to a higher one', '[a-z]');
    return [[from, to]];
  }

  #member(): CharSet['ranges'] {
    const start = this.#at;
    const char = this.#take();
    return char === '\\' ? this.#escape(start) : one(char);
  }
}

function one(char: string): CharSet['ranges'] {
  const code = char.codePointAt(0) ?? 0;
  return [[code, code]];
}

function only(ranges: CharSet['ranges']): number | null {
  const [range] = ranges;
  return ranges.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : null;
}

function literal(char: string): PatternTree {
  return { kind: 'chars', set: { negated: false, ranges: one(char) } };
}
