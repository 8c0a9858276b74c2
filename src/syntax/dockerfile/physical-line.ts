import { isSpace, skip } from './chars.ts';

/** Goes through the lines of a text. Only a newline ends a line, as with BuildKit; carriage returns before it are cut. */
export class LineReader {
  /** The current line without its end. */
  text = '';
  /** Number of the current line, from 1. */
  number = 0;
  /** Where the next line begins. */
  offset = 0;
  private readonly source: string;
  private start = 0;
  /** A byte order mark is no part of the first line, but takes a column. */
  private readonly mark: number;

  constructor(source: string) {
    this.source = source;
    this.mark = source.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.offset = this.mark;
  }

  next(): boolean {
    if (this.offset >= this.source.length) return false;
    this.start = this.offset;
    const newline = this.source.indexOf('\n', this.start);
    const end = newline < 0 ? this.source.length : newline;
    this.offset = newline < 0 ? end : newline + 1;
    let cut = end;
    while (cut > this.start && this.source.charCodeAt(cut - 1) === 13) cut--;
    this.text = this.source.slice(this.start, cut);
    this.number++;
    return true;
  }

  /** Offset in the line of the first character that is no white space. */
  firstVisible(): number {
    return skip(this.text, 0, isSpace);
  }

  column(index: number): number {
    return index + 1 + (this.number === 1 ? this.mark : 0);
  }

  /** Source from an offset up to the current line. */
  between(from: number): string {
    return this.source.slice(from, this.start);
  }

  /** Source from an offset, the current line included. */
  since(from: number): string {
    return this.source.slice(from, this.offset).replaceAll('\r\n', '\n');
  }
}

export function isComment(text: string): boolean {
  return text.charCodeAt(skip(text, 0, isSpace)) === 35;
}

export function isBlankLine(text: string): boolean {
  return skip(text, 0, isSpace) === text.length;
}
