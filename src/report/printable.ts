/**
 * Characters that a reader cannot see or that act on what shows them: controls (an escape sequence drives a terminal),
 * format characters (a right-to-left override turns a name around, a zero-width space hides in it), line and paragraph
 * separators, fillers that look like blanks, and halves of a character.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** The character's number as JSON and JavaScript write it: `\u001b`, `\u{e0041}`. */
export function escapeSequence(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const digits = code.toString(16).padStart(4, '0');
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
}

/** Text in which nothing is hidden and nothing drives the terminal. Line ends and tabs stay. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (char) => (char === '\n' || char === '\t' ? char : escapeSequence(char)));
}

/** A name on one line, whatever it holds: a file may be called `a⏎PASS`. */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, escapeSequence);
}

/** Cuts a text into what can be seen and the single characters that cannot. */
export function splitUnseen(text: string): readonly { readonly text: string; readonly unseen: boolean }[] {
  const parts: { text: string; unseen: boolean }[] = [];
  let from = 0;
  for (const { 0: char, index } of text.matchAll(UNSEEN)) {
    if (char === '\n' || char === '\t') continue;
    if (index > from) parts.push({ text: text.slice(from, index), unseen: false });
    parts.push({ text: char, unseen: true });
    from = index + char.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), unseen: false });
  return parts;
}
