/** A tag cut at `-` and `_`. Offsets are kept, so that text which belongs together can be given back as it was written. */
export interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Joined words that a cut would tear: `x86_64`, `aarch_64`. */
const joined: ReadonlyMap<string, string> = new Map([
  ['x86', '64'],
  ['aarch', '64'],
]);

/** Where the token that begins at `from` ends. */
function endOfToken(tag: string, from: number): number {
  let index = from;
  while (index < tag.length) {
    const code = tag.charCodeAt(index);
    if (code === 45 || code === 95) break;
    index += 1;
  }
  return index;
}

export function tokenise(tag: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  while (from <= tag.length) {
    let to = endOfToken(tag, from);
    let text = tag.slice(from, to);
    if (text.length < 6) {
      const rest = joined.get(text);
      if (
        rest !== undefined &&
        tag.startsWith(rest, to + 1) &&
        endOfToken(tag, to + 1) === to + 1 + rest.length
      ) {
        to += 1 + rest.length;
        text = `${text}_${rest}`;
      }
    }
    if (to > from) tokens.push({ text, from, to });
    from = to + 1;
  }
  return tokens;
}

export const isDigitAt = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
};

/** `22.09`: a year and a month, as Triton and NGC name their releases. Never a version. */
export function isYearMonth(text: string): boolean {
  return text.length === 5 && /^(?:1[7-9]|[2-4][0-9])\.(?:0[1-9]|1[0-2])$/.test(text);
}
