import { matchLength, readGlob, reversed, type Glob } from './glob.ts';

/** The text cannot be expanded, and BuildKit would stop at it too unless the message says otherwise. */
export class LexError extends Error {}

/** `${NAME:-word}` and its like. */
export interface Operation {
  readonly name: string;
  readonly word: string;
  readonly operator: string;
  /** There was a colon: an empty value counts as none. */
  readonly nullIsUnset: boolean;
}

const TOO_LONG = 'the pattern and the value are too long to be matched';

/** What a substitution with an operator becomes; `value` is null when the name is not set. */
export function substitute({ name, word, operator, nullIsUnset }: Operation, value: string | null): string {
  const missing = value === null || (nullIsUnset && value === '');
  switch (operator) {
    case '-':
      return missing ? word : value;
    case '+':
      return missing ? '' : word;
    case '?':
      if (missing) throw new LexError(`${name}: ${word === '' ? 'must be given' : word}`);
      return value;
    default:
      return trimmed(value ?? '', word, operator);
  }
}

/** `#` and `##` take a piece off the front, `%` and `%%` off the end. */
function trimmed(value: string, word: string, operator: string): string {
  const longest = word.startsWith(operator);
  const glob = globOf(longest ? word.slice(1) : word);
  const chars = Array.from(value);
  if (operator === '%') chars.reverse();
  const length = matchLength(operator === '%' ? reversed(glob) : glob, chars, 0, longest);
  if (length === null) throw new LexError(TOO_LONG);
  const rest = length < 0 ? chars : chars.slice(length);
  return (operator === '%' ? rest.reverse() : rest).join('');
}

/** `${NAME/pattern/text}`, and with two slashes every match. */
export function replace(value: string, pattern: string, text: string, all: boolean): string {
  const glob = globOf(pattern);
  const chars = Array.from(value);
  // Trying every start costs the square of the value, so the product is bounded here as well.
  if (chars.length * chars.length * (glob.tokens.length + 1) > 20_000_000) throw new LexError(TOO_LONG);
  let result = '';
  let index = 0;
  while (index <= chars.length) {
    const length = matchLength(glob, chars, index, true) ?? -1;
    if (length >= 0) result += text;
    if (length >= 0 && !all) return result + chars.slice(index + length).join('');
    if (length <= 0) result += chars[index] ?? '';
    index += Math.max(length, 1);
  }
  return result;
}

function globOf(pattern: string): Glob {
  const glob = readGlob(pattern);
  if (glob === null)
    throw new LexError(`the pattern ${pattern.slice(0, 60)} holds an escape that means nothing`);
  return glob;
}
