/** White space as Go's unicode.IsSpace has it, below U+0100. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0;
}

/** What separates words of an instruction: no newline, and no other white space of Unicode. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}

export function skip(text: string, from: number, test: (code: number) => boolean): number {
  let index = from;
  while (index < text.length && test(text.charCodeAt(index))) index++;
  return index;
}

export function until(text: string, from: number, test: (code: number) => boolean): number {
  let index = from;
  while (index < text.length && !test(text.charCodeAt(index))) index++;
  return index;
}

/** End of the text without the white space behind it, not before `from`. */
export function trimEnd(text: string, from: number): number {
  let end = text.length;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
