/**
 * The elements of the list `items` of a JSON object, one text each, without a tree of the whole: a cluster of 100,000 nodes is
 * hundreds of megabytes. Null where the text is no such object, or its brackets do not match; elements are not parsed here.
 */
export function jsonItems(text: string): readonly string[] | null {
  const start = listStart(text);
  if (start === null) return null;
  const items: string[] = [];
  for (let at = skipBlank(text, start); at < text.length;) {
    if (text[at] === ']') return items;
    const end = valueEnd(text, at);
    if (end === null || end === at) return null;
    items.push(text.slice(at, end));
    at = skipBlank(text, end);
    if (text[at] === ',') at = skipBlank(text, at + 1);
    else if (text[at] !== ']') return null;
  }
  return null;
}

/** Behind the bracket of the outermost `items`. */
function listStart(text: string): number | null {
  let at = skipBlank(text, 0);
  if (text[at] !== '{') return null;
  at = skipBlank(text, at + 1);
  while (text[at] === '"') {
    const keyEnd = stringEnd(text, at);
    if (keyEnd === null) return null;
    const colon = skipBlank(text, keyEnd);
    const value = skipBlank(text, colon + 1);
    if (text[colon] !== ':') return null;
    if (text.slice(at, keyEnd) === '"items"') return text[value] === '[' ? value + 1 : null;
    const end = valueEnd(text, value);
    if (end === null) return null;
    const next = skipBlank(text, end);
    at = text[next] === ',' ? skipBlank(text, next + 1) : next;
  }
  return null;
}

const BLANK = new Set([' ', '\n', '\r', '\t']);

function skipBlank(text: string, from: number): number {
  let at = from;
  while (BLANK.has(text[at] ?? '')) at++;
  return at;
}

/** Behind the value that begins at `from`; linear, and without recursion. */
function valueEnd(text: string, from: number): number | null {
  if (text[from] === '"') return stringEnd(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') {
      const end = stringEnd(text, at);
      if (end === null) return null;
      at = end - 1;
      continue;
    }
    const turn = TURNS.get(text[at] ?? '') ?? 0;
    if (depth === 0 && (turn < 0 || text[at] === ',')) return at;
    depth += turn;
    if (depth === 0 && turn < 0) return at + 1;
  }
  return null;
}

const TURNS = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
]);

function stringEnd(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return null;
}
