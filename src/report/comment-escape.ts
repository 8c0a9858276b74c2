import { oneLine, printable } from './printable.ts';

/**
 * Text for a comment on GitHub or GitLab. Both look for mentions, issue numbers, addresses and emoji in what Markdown has
 * become, where an entity is its character again: so an empty element stands inside of each. It is not copied along.
 */
const CUT = '<span></span>';
/** What begins a mention, a reference to an issue, label, snippet or milestone, an emoji or an address. */
const ACTS = /[@#!~%&^](?=[\w"/{])|\$(?=\d)|(?<=\bGH)-(?=\d)|www(?=\.)|:(?=\/\/|[\w+-]+:)/gi;
/** Punctuation that Markdown (or its mathematics) gives a meaning, or that would end a cell. */
const MEANS = /[\\`*_[\]|~<>&$]/g;
/** No text holds it: what cannot be seen has been made visible before. */
const HERE = '\u0000';

/** A sentence within a cell of a table: what stands between backticks is code, all else is text. */
export function commentProse(text: string): string {
  const pieces = printable(text.replaceAll('\r\n', '\n')).split('`');
  const odd = pieces.length % 2 === 0;
  return pieces
    .map((piece, at) => {
      if (at % 2 === 0) return plain(piece);
      return odd && at === pieces.length - 1 ? `&#96;${plain(piece)}` : commentCode(piece);
    })
    .join('');
}

/** A name or a place. An element of its own, because a code span of Markdown ends at the first backtick of a name. */
export function commentCode(text: string): string {
  const inert = oneLine(text)
    .replace(MEANS, entity)
    .replace(/@|www(?=\.)|:(?=\/\/)/gi, `$&${CUT}`);
  return `<code>${inert}</code>`;
}

function plain(text: string): string {
  return text
    .replace(ACTS, `$&${HERE}`)
    .replace(MEANS, entity)
    .replaceAll(HERE, CUT)
    .replaceAll('\n', '<br>');
}

function entity(char: string): string {
  return `&#${String(char.charCodeAt(0))};`;
}
