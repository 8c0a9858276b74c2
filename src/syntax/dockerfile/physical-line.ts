import { isSpace, skip } from './chars.ts';

/** BuildKit reads a file through a scanner whose buffer, in bytes, ends here: a longer line is an error, and the last it sees. */
const LONGEST_LINE = 65_535;

/** Goes through the lines of a text. Only a newline ends a line, as with BuildKit; carriage returns before it are cut. */
export class LineReader {
  /** The current line without its end. */
  text = '';
  /** Number of the current line, from 1. */
  number = 0;
  /** Where the next line begins. */
  offset = 0;
  /** Number of the line that was too long, after which nothing is read; 0 where there is none. */
  tooLong = 0;
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
    const newline = this.source.indexOf('\n', this.offset);
    const end = newline < 0 ? this.source.length : newline;
    if (isTooLong(this.source, this.offset, end)) {
      this.tooLong = this.number + 1;
      this.offset = this.source.length;
      return false;
    }
    this.start = this.offset;
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

function isTooLong(source: string, start: number, end: number): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8, and at least one.
  if ((end - start) * 3 <= LONGEST_LINE) return false;
  return end - start > LONGEST_LINE || utf8Length(source, start, end) > LONGEST_LINE;
}

function utf8Length(source: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    // Each half of a pair counts two: the pair is four bytes.
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    bytes += code < 0x80 ? 1 : code < 0x800 || surrogate ? 2 : 3;
  }
  return bytes;
}

export function isComment(text: string): boolean {
  return text.charCodeAt(skip(text, 0, isSpace)) === 35;
}

export function isBlankLine(text: string): boolean {
  return skip(text, 0, isSpace) === text.length;
}
