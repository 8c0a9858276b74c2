import { HOLE } from './word.ts';
import type { ShellHole } from './types.ts';

/** A value that means the same to a shell wherever it stands: no quotes, no expansions, no operators. */
const PLAIN = /^[\w@%+=:,./ -]*$/;

/**
 * Puts together the text that a shell gets to see, of a source in which something is filled in first, and remembers which
 * offset of the source each part comes from.
 */
export class FilledText {
  readonly holes = new Map<number, ShellHole>();
  readonly #starts: number[] = [];
  readonly #sources: number[] = [];
  /** 1 where the offsets of a part run along with the source, 0 where the part stands for one place. */
  readonly #steps: (0 | 1)[] = [];
  #text = '';

  get text(): string {
    return this.#text;
  }

  /** Text of the source itself. */
  copy(text: string, source: number): void {
    this.#part(text, source, 1);
  }

  /** What is filled in: unknown and plain values stay recognisable, others become part of the text. */
  fill(hole: ShellHole, source: number): void {
    if (hole.value !== null && !PLAIN.test(hole.value)) {
      this.#part(hole.value, source, 0);
      return;
    }
    this.holes.set(this.#text.length, hole);
    this.#part(HOLE, source, 0);
  }

  /** Text that stands for one place of the source. */
  stand(text: string, source: number): void {
    this.#part(text, source, 0);
  }

  #part(text: string, source: number, step: 0 | 1): void {
    if (text === '') return;
    this.#starts.push(this.#text.length);
    this.#sources.push(source);
    this.#steps.push(step);
    this.#text += text;
  }

  /** The offset in the source of an offset in the text. */
  sourceOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const distance = offset - (this.#starts[low] ?? 0);
    return (this.#sources[low] ?? 0) + distance * (this.#steps[low] ?? 0);
  }
}
