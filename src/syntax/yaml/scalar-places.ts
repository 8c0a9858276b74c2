import type { Position } from '../position.ts';
import type { YamlScalar } from './node.ts';

const BLANK = /[ \t\r\n]/;
/** Raw length of an escape in double quotes, by the letter behind the backslash. */
const LONG_ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/**
 * Places within scalars. The text of a scalar is its raw text with indentation, folded line ends, quotes and escapes taken
 * away, so the two are walked side by side: what is no blank is found where it stands, in every style.
 */
export class ScalarPlaces {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Line and column of offsets into `scalar.source`. Linear in the length of the scalar, once. */
  of(scalar: YamlScalar): (offset: number) => Position {
    const { line, column, source } = scalar;
    const begin = (this.#starts[line - 1] ?? 0) + column - 1;
    let offsets: Int32Array | null | undefined;
    return (offset) => {
      if (offset === 0 && this.#isInline(scalar, begin)) return { line, column };
      offsets ??= this.#align(scalar, begin);
      return offsets === null
        ? { line, column }
        : this.#positionAt(offsets[Math.min(offset, source.length)] ?? begin);
    };
  }

  #isInline({ plain }: YamlScalar, begin: number): boolean {
    return plain || /["']/.test(this.#text.charAt(begin - 1));
  }

  #align(scalar: YamlScalar, begin: number): Int32Array | null {
    const { source } = scalar;
    const quote = scalar.plain ? '' : this.#text.charAt(begin - 1);
    const style = quote === '"' || quote === "'" ? quote : '';
    const offsets = new Int32Array(source.length + 1);
    let raw = begin;
    if (style === '' && !scalar.plain) {
      const header = this.#text.indexOf('\n', begin);
      if (header < 0) return source === '' ? offsets.fill(begin) : null;
      raw = header + 1;
    }
    for (let at = 0; at < source.length; at++) {
      const step = this.#step(source.charAt(at), raw, style);
      if (step === null) return null;
      offsets[at] = step.at;
      raw = step.next;
    }
    offsets[source.length] = raw;
    return offsets;
  }

  /** Where one character of the decoded text stands at or behind `from`, or null when the two do not match. */
  #step(c: string, from: number, style: string): { readonly at: number; readonly next: number } | null {
    const text = this.#text;
    let raw = from;
    for (;;) {
      const r = text.charAt(raw);
      if (style === '"' && r === '\\') {
        const continued = /^\\\r?\n/.exec(text.slice(raw, raw + 3));
        if (continued === null) return { at: raw, next: raw + (LONG_ESCAPES[text.charAt(raw + 1)] ?? 2) };
        raw += continued[0].length;
        continue;
      }
      if (r === c) return { at: raw, next: raw + (style === "'" && r === "'" ? 2 : 1) };
      if (r === '' || !BLANK.test(r)) return BLANK.test(c) ? { at: raw, next: raw } : null;
      raw++;
    }
  }

  #positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
