import type { Report } from '../findings/report.ts';
import type { Place } from '../facts/subject.ts';
import type { Paint } from './paint.ts';
import { placeText } from './place.ts';
import { oneLine, printable } from './printable.ts';
import { wordsFor, type Words } from './words.ts';
import { shorten, wrap } from './wrap.ts';

/** What the parts of the text report are written with. */
export interface Frame {
  readonly report: Report;
  readonly words: Words;
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
}

export function frameOf(report: Report, paint: Paint, width: number): Frame {
  return { report, words: wordsFor(report.language), paint, width };
}

const INDENT = '      ';

/** Running text under the line that it belongs to. */
export function body(text: string, { width }: Frame): string {
  return inert(wrap(printable(text), width, INDENT));
}

/** A name within a line, whatever it holds and however long it is. */
export function nameText(name: string): string {
  return shorten(oneLine(name), 100);
}

export function placeLine(place: Place | null): string {
  return oneLine(placeText(place));
}

/**
 * CI servers take lines for commands that begin with two colons, blanks before them or not, and those with `##[` or
 * `##vso[` in them. A report that prints a name from the change under test must not give orders to the server.
 */
export function inert(lines: string): string {
  return lines.replace(/^([ \t]*):(?=:)/gm, '$1\\u003a').replace(/##(?=\[|vso\[|teamcity\[)/g, '#\\u0023');
}

/** Gathers items that share a key, in the order of their first. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}

/** Texts as numbers: a key of many long texts would be one more copy of them. */
export function numbering(): (...texts: readonly string[]) => string {
  const known = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
  return (...texts) => texts.map(numberOf).join();
}
