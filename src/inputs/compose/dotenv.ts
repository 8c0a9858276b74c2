import { Expander } from './interpolate.ts';
import type { Unknown } from './tree.ts';
import type { Variables, VariableValue } from './variables.ts';

export interface DotenvEntry {
  readonly name: string;
  readonly text: string;
  readonly unknown: readonly Unknown[];
  readonly line: number;
}

export interface Dotenv {
  /** In the order of the file; a name that stands twice counts with its last value. */
  readonly entries: readonly DotenvEntry[];
  /** Why the file could not be read to its end, or null. Docker Compose then stops; what stands above is kept. */
  readonly problem: string | null;
}

const KEY_CHARACTER = /[\p{L}\p{N}_.\-[\]]/u;
/** `unicode.IsSpace` of Go without the line feed. */
const BLANK = /[\t\v\f\r \u0085\u00A0]/;
const SPACE = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;

/** An env file as compose-go's `dotenv` package reads it. A name alone (`NAME`) takes its value from `outer`. */
export function parseDotenv(text: string, outer: Variables): Dotenv {
  const reader = new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text, outer);
  return { entries: reader.entries, problem: reader.run() };
}

class Reader {
  readonly entries: DotenvEntry[] = [];
  readonly #text: string;
  readonly #scope: Variables;
  readonly #known = new Map<string, VariableValue>();
  readonly #expander: Expander;
  #pos = 0;
  #line = 1;

  constructor(text: string, outer: Variables) {
    this.#text = text;
    this.#scope = { lookup: (name) => outer.lookup(name) ?? this.#known.get(name), unread: outer.unread };
    this.#expander = new Expander(this.#scope);
  }

  run(): string | null {
    while (this.#toStatement()) {
      const problem = this.#statement();
      if (problem !== null) return problem;
    }
    return null;
  }

  /** Moves to the next character that is neither blank nor part of a comment. */
  #toStatement(): boolean {
    const text = this.#text;
    for (; this.#pos < text.length; this.#pos++) {
      const c = text.charAt(this.#pos);
      if (c === '\n') this.#line++;
      else if (c === '#') this.#pos = this.#endOfLine() - 1;
      else if (!SPACE.test(c)) return true;
    }
    return false;
  }

  #endOfLine(): number {
    const end = this.#text.indexOf('\n', this.#pos);
    return end < 0 ? this.#text.length : end;
  }

  #statement(): string | null {
    const text = this.#text;
    const exported = /^export[\t\v\f\r \n]+/.exec(text.slice(this.#pos, this.#pos + 1024));
    if (exported !== null) {
      this.#pos += 'export'.length;
      this.#skipBlanks();
      if (this.#pos >= text.length) return `line ${this.#line}: export names nothing`;
    }
    const start = this.#pos;
    const line = this.#line;
    for (; this.#pos < text.length; this.#pos++) {
      const c = text.charAt(this.#pos);
      if (c === '=' || c === ':' || c === '\n') break;
      if (!BLANK.test(c) && !KEY_CHARACTER.test(codePoint(text, this.#pos)))
        return `line ${line}: "${c}" cannot stand in the name of a variable`;
    }
    // compose-go gives up in silence on a last name without a line feed; so does this.
    if (this.#pos >= text.length) return null;
    const name = text.slice(start, this.#pos).trimEnd();
    if (name.includes(' ')) return `line ${line}: a name cannot contain a space`;
    const ended = text.charAt(this.#pos) === '\n';
    this.#pos++;
    if (ended) {
      this.#line++;
      return this.#inherit(name, line);
    }
    this.#skipBlanks();
    return this.#value(name, line);
  }

  #skipBlanks(): void {
    while (this.#pos < this.#text.length && BLANK.test(this.#text.charAt(this.#pos))) this.#pos++;
  }

  #inherit(name: string, line: number): null {
    const value = this.#scope.lookup(name);
    if (value !== undefined) this.#add(name, value, line);
    return null;
  }

  #value(name: string, line: number): string | null {
    const quote = this.#text.charAt(this.#pos);
    if (quote === '"' || quote === "'") return this.#quoted(name, quote, line);
    const end = this.#endOfLine();
    let value = this.#text.slice(this.#pos, end);
    this.#pos = Math.min(end + 1, this.#text.length);
    this.#line++;
    const comment = value.indexOf(' #');
    if (comment >= 0) value = value.slice(0, comment);
    this.#add(name, this.#expander.expand(trimEnd(value)), line);
    return null;
  }

  #quoted(name: string, quote: string, line: number): string | null {
    const text = this.#text;
    const parts: string[] = [];
    let escaped = false;
    for (let i = this.#pos + 1; i < text.length; i++) {
      const c = text.charAt(i);
      if (c === '\n') this.#line++;
      if (c === quote && !escaped) {
        this.#pos = i + 1;
        const value = parts.join('');
        const literal = { text: value, unknown: [] };
        this.#add(name, quote === '"' ? this.#expander.expand(unescape(value)) : literal, line);
        return null;
      }
      if (c === '\\' && !escaped) {
        escaped = true;
        continue;
      }
      parts.push(escaped && c !== quote ? `\\${c}` : c);
      escaped = false;
    }
    return `line ${line}: a quote is not closed`;
  }

  #add(name: string, { text, unknown }: { text: string; unknown: readonly Unknown[] }, line: number): void {
    this.#known.set(name, { text, unknown, origin: `line ${String(line)}` });
    this.entries.push({ name, text, unknown, line });
  }
}

function codePoint(text: string, at: number): string {
  const c = text.charCodeAt(at);
  // The second half of a pair has been judged with the first.
  if (c >= 0xdc00 && c <= 0xdfff) return 'a';
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\a', '\u0007'],
  ['\\b', '\b'],
  ['\\f', '\f'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\v', '\v'],
  ['\\"', '"'],
  ['\\\\', '\\'],
  // Left for the interpolation, which makes a dollar of it.
  ['\\$', '$$'],
]);

/** Escapes of a double-quoted value: those of a Go string, octal ones with a leading `\0`. */
function unescape(text: string): string {
  return text.replace(ESCAPE, (escape) => {
    const known = ESCAPES.get(escape);
    if (known !== undefined) return known;
    if (!/^\\0[0-7]{3}$/.test(escape)) return escape;
    const code = Number.parseInt(escape.slice(2), 8);
    return code > 255 ? escape : String.fromCharCode(code);
  });
}
