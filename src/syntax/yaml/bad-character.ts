/**
 * What libyaml refuses, or takes for a line break where other readers see none (NEL, LS, PS, a lone carriage return):
 * a text that reads differently elsewhere must not be judged by one reading.
 */
const BAD = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const LONE_CARRIAGE_RETURN = /\r(?!\n)/g;

/** Finds the characters that a YAML text may not have; each part of the text is searched once. */
export class BadCharacters {
  readonly #text: string;
  #control = -1;
  #carriageReturn = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Offset of the first one from `start` on, which never goes back; Infinity where there is none. */
  from(start: number): number {
    if (this.#control < start) this.#control = search(BAD, this.#text, start);
    if (this.#carriageReturn < start) this.#carriageReturn = search(LONE_CARRIAGE_RETURN, this.#text, start);
    return Math.min(this.#control, this.#carriageReturn);
  }
}

function search(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY;
}

export function describeBadCharacter(text: string, offset: number): string {
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return `The character U+${code} may not stand in YAML as it is; write it as an escape in a quoted text`;
}
