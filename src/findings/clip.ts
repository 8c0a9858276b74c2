/** Longest value that a report shows, in UTF-16 units. Real names, paths and reasons are shorter by far. */
const LONGEST = 1000;

/** A text of a file as a report shows it: an image name of five million characters must not fill the report with itself. */
export function clip(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${wholeCharacters(text.slice(0, LONGEST))}… (${String(text.length)} characters)`;
}

/** Without the first half of a character that the cut left behind. */
function wholeCharacters(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
