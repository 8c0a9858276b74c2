import type { Position } from '../position.ts';

const FIRST: Position = { line: 1, column: 1 };

/** An instruction's text with continuation lines joined, which still knows where each character stands in the file. */
export class LogicalLine {
  private parts: string[] = [];
  private length = 0;
  private readonly starts: number[] = [];
  private readonly places: Position[] = [];
  private joined: string | null = null;

  /** Adds a piece of one physical line. */
  add(text: string, line: number, column: number): void {
    // Nothing stands there; millions of lines that hold no more than the escape character must not cost memory each.
    if (text === '' && this.starts.length > 0) return;
    this.starts.push(this.length);
    this.places.push({ line, column });
    this.parts.push(text);
    this.length += text.length;
    this.joined = null;
  }

  get text(): string {
    this.joined ??= this.parts.length === 1 ? (this.parts[0] ?? '') : this.parts.join('');
    return this.joined;
  }

  /** Where the character at an offset stands. */
  at(offset: number): Position {
    if (this.starts.length === 1) {
      const only = this.places[0] ?? FIRST;
      return { line: only.line, column: only.column + offset };
    }
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const place = this.places[low] ?? FIRST;
    return { line: place.line, column: place.column + offset - (this.starts[low] ?? 0) };
  }
}
