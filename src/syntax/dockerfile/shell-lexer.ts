import { skip, until } from './chars.ts';
import type { LexerOptions } from './lexer-options.ts';
import { endOfName } from './variable-name.ts';
import { LexError, replace, substitute } from './substitution.ts';
import { WordCollector } from './word-collector.ts';

/** Values that double line by line would fill the memory; no name comes near this. In UTF-16 units. */
const LONGEST = 1 << 20;
/** Deepest nesting of `${A:-${B:-…}}` that is followed. */
const DEEPEST = 64;
const [DOLLAR, LESS, SINGLE, DOUBLE, SLASH, CLOSE, NOT_A_CHAR] = [36, 60, 39, 34, 47, 125, -1];
const OPERATORS = new Set('+-?#%');
/**
 * The expansion of BuildKit's frontend (frontend/dockerfile/shell): quotes, escapes, `$NAME` and the `${NAME…}` forms, and
 * no other part of a shell. Throws LexError only; its callers turn that into a value.
 */
export class ShellLexer {
  /** Names that were read and have no value known here. */
  readonly unknown = new Set<string>();
  /** Names that were read without a default and are not set. */
  readonly unset = new Set<string>();
  /** Names whose values were read. */
  readonly used = new Set<string>();
  private readonly collector = new WordCollector();
  private index = 0;
  private depth = 0;
  private rawEscapes: boolean;
  private readonly escape: number;
  private readonly text: string;
  private readonly options: LexerOptions;

  constructor(text: string, options: LexerOptions) {
    this.text = text;
    this.options = options;
    this.escape = options.escape.charCodeAt(0);
    this.rawEscapes = options.rawEscapes ?? false;
  }

  /** The whole text as one word. */
  run(): string {
    const result = this.stopAt(NOT_A_CHAR, this.rawEscapes, false);
    this.collector.end();
    return result;
  }

  /** The text cut at white space that was not quoted. */
  runWords(): readonly string[] {
    this.run();
    return this.collector.words;
  }

  private stopAt(stop: number, rawEscapes: boolean, pattern: boolean): string {
    if (++this.depth > DEEPEST) throw new LexError('substitutions are nested too deeply');
    // BuildKit's lexer has one buffer for words, and a nested call empties it: here-documents depend on that.
    if (this.depth > 1) this.collector.drop();
    const before = this.rawEscapes;
    this.rawEscapes = rawEscapes;
    try {
      return this.upTo(stop, pattern);
    } finally {
      this.rawEscapes = before;
      this.depth--;
    }
  }

  private upTo(stop: number, pattern: boolean): string {
    let result = '';
    while (this.index < this.text.length) {
      const code = this.text.charCodeAt(this.index);
      if (code === stop) {
        this.index++;
        return result;
      }
      if (this.isSpecial(code)) {
        const piece = this.special(code, pattern);
        result += piece;
        if (result.length > LONGEST + this.text.length)
          throw new LexError('the value is too long to be followed');
        if (code === DOLLAR) this.addText(piece);
        else this.addRaw(piece);
      } else if (code === this.escape) {
        if (this.rawEscapes) {
          result += this.text.charAt(this.index);
          this.addRaw(this.text.charAt(this.index));
        }
        const escaped = this.takeChar(++this.index);
        result += escaped;
        if (escaped !== '') this.addRaw(escaped);
      } else result += this.plainRun(stop);
    }
    if (stop === NOT_A_CHAR) return result;
    throw new LexError(`there is no matching ${String.fromCharCode(stop)}`);
  }

  private isSpecial(code: number): boolean {
    return code === DOLLAR || code === LESS || code === SINGLE || code === DOUBLE;
  }

  private special(code: number, pattern: boolean): string {
    if (code === DOLLAR) return this.dollar();
    if (code === LESS) return this.heredocMark();
    return code === SINGLE ? this.singleQuoted(pattern) : this.doubleQuoted(pattern);
  }

  /** Ordinary characters up to the next one that means something, taken in one piece. */
  private plainRun(stop: number): string {
    const start = this.index;
    this.index = until(
      this.text,
      start,
      (code) => code === stop || code === this.escape || this.isSpecial(code),
    );
    const run = this.text.slice(start, this.index);
    this.addText(run);
    return run;
  }

  private takeChar(index: number): string {
    const code = this.text.codePointAt(index);
    if (code === undefined) return '';
    const char = String.fromCodePoint(code);
    this.index = index + char.length;
    return char;
  }

  /** Operands of a substitution are no words of their own. */
  private addRaw(text: string): void {
    if (this.depth === 1) this.collector.quoted(text);
  }

  private addText(text: string): void {
    if (this.depth === 1) this.collector.plain(text);
  }

  /** `<<` and the blanks behind it hold together, so that `<< EOF` is one word. */
  private heredocMark(): string {
    const start = this.index++;
    if (this.text.charCodeAt(this.index) !== LESS) return '<';
    this.index = skip(this.text, this.index + 1, (code) => code === 32 || code === 9 || code === 13);
    return this.text.slice(start, this.index);
  }

  private singleQuoted(pattern: boolean): string {
    const close = this.text.indexOf("'", this.index + 1);
    if (close < 0) throw new LexError('a single quote is not closed');
    let inner = this.text.slice(this.index + 1, close);
    if (pattern) inner = inner.replaceAll(this.options.escape, this.options.escape + this.options.escape);
    this.index = close + 1;
    return this.options.rawQuotes === true ? `'${inner}'` : inner;
  }

  private doubleQuoted(pattern: boolean): string {
    const quote = this.options.rawQuotes === true ? '"' : '';
    let result = quote;
    this.index++;
    while (this.index < this.text.length) {
      const code = this.text.charCodeAt(this.index);
      if (code === DOUBLE) {
        this.index++;
        return result + quote;
      }
      if (code === DOLLAR) result += this.dollar();
      else if (code === this.escape) result += this.escapedInQuotes(pattern);
      else {
        const start = this.index;
        this.index = until(this.text, start, (c) => c === DOUBLE || c === DOLLAR || c === this.escape);
        result += this.text.slice(start, this.index);
      }
    }
    throw new LexError('a double quote is not closed');
  }

  private escapedInQuotes(pattern: boolean): string {
    const { escape, rawQuotes } = this.options;
    const next = this.text.charCodeAt(++this.index);
    if (this.index >= this.text.length) return '';
    if (next === DOUBLE || next === DOLLAR || next === this.escape)
      return (this.rawEscapes ? escape : '') + this.takeChar(this.index);
    const doubled = this.rawEscapes && (rawQuotes !== true || pattern);
    return doubled ? escape + escape : escape;
  }

  private dollar(): string {
    if (this.text.charCodeAt(++this.index) !== 123) {
      const name = this.name();
      if (name === '') return '$';
      return this.plainValue(name, `$${name}`);
    }
    const first = this.text.charAt(++this.index);
    if (first === '' || first === '{' || first === '}' || first === ':')
      throw new LexError('a substitution has no name');
    const name = this.name();
    const operator = this.takeChar(this.index);
    if (operator === '}') return this.plainValue(name, `\${${name}}`);
    if (operator === '/') return this.replacement(name);
    return this.operation(name, operator);
  }

  private name(): string {
    const start = this.index;
    this.index = endOfName(this.text, start);
    return this.text.slice(start, this.index);
  }

  /** Null when the name is not set; '' with a note in `unknown` when its value cannot be told. */
  private valueOf(name: string): string | null {
    const variable = this.options.scope(name);
    if (variable === null) return null;
    this.used.add(name);
    if (variable.value === null) this.unknown.add(name);
    return variable.value ?? '';
  }

  private plainValue(name: string, written: string): string {
    const value = this.valueOf(name);
    if (value === null && this.options.keepUnset === true) return written;
    if (value === null) this.unset.add(name);
    return value ?? '';
  }

  private operation(name: string, operator: string): string {
    const nullIsUnset = operator === ':';
    const kind = nullIsUnset ? this.takeChar(this.index) : operator;
    const trims = kind === '#' || kind === '%';
    if ((nullIsUnset && trims) || !OPERATORS.has(kind))
      throw new LexError(`\${${name}${operator}…} is no substitution that a Dockerfile has`);
    const word = this.stopAt(CLOSE, trims, trims);
    const value = this.valueOf(name);
    if (value === null && this.options.keepUnset === true)
      return `\${${name}${nullIsUnset ? ':' : ''}${kind}${word}}`;
    if (value === null && trims) this.unset.add(name);
    // Whatever an unknown value would become, the whole is unknown.
    return this.unknown.has(name) ? '' : substitute({ name, word, operator: kind, nullIsUnset }, value);
  }

  private replacement(name: string): string {
    const all = this.text.charAt(this.index) === '/';
    if (all) this.index++;
    const pattern = this.stopAt(SLASH, true, true);
    const text = this.stopAt(CLOSE, true, false);
    const value = this.valueOf(name);
    if (value === null && this.options.keepUnset === true) return `\${${name}/${pattern}/${text}}`;
    if (value === null) this.unset.add(name);
    return replace(value ?? '', pattern, text, all);
  }
}
