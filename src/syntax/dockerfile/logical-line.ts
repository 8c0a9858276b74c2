import type { Position } from '../position.ts';

/** An instruction's text with continuation lines joined, which still knows where each character stands in the file. */
export class LogicalLine {
  private parts: string[] = [];
  private length = 0;
  private readonly starts: number[] = [];
  private readonly places: Position[] = [];
  private joined: string | null = null;

  /** Adds a piece of one physical line. */
  add(text: string, line: number, column: number): void {
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
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const place = this.places[low] ?? { line: 1, column: 1 };
    return { line: place.line, column: place.column + offset - (this.starts[low] ?? 0) };
  }
}
