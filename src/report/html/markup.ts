import { escapeSequence, printable, splitUnseen } from '../printable.ts';

/** Text that is HTML already. Only the template below makes it, so everything else is escaped. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | null | readonly (Markup | null)[];

/**
 * HTML from a template. Every value is escaped for content and for quoted attributes alike, unless it is markup itself;
 * null is nothing. What cannot be seen in a value becomes its number. Indentation of the template is left out.
 */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const between = outdented(fixed);
  let text = between[0] ?? '';
  parts.forEach((part, at) => {
    text += written(part) + (between[at + 1] ?? '');
  });
  return { markup: text };
}

/** By the place in the source: there are few, and each is used for every finding. */
const known = new WeakMap<TemplateStringsArray, readonly string[]>();

function outdented(fixed: TemplateStringsArray): readonly string[] {
  let texts = known.get(fixed);
  if (texts === undefined) {
    texts = fixed.map((text) => text.replace(/\n[ \n]*/g, '\n'));
    known.set(fixed, texts);
  }
  return texts;
}

/** A style sheet of ours, as it is: the page's policy holds the hash of every character of it. */
export function styleElement(css: string): Markup {
  return { markup: `<style>${css}</style>` };
}

function written(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escapeHtml(printable(part));
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map((one) => one?.markup ?? '').join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text of a file as a reader shall see it: its direction stays within it, and what cannot be seen stands out. */
export function shown(text: string): Markup {
  return html`<bdi>${seen(text)}</bdi>`;
}

function seen(text: string): readonly Markup[] {
  return splitUnseen(text).map((part) =>
    part.unseen ? html`<mark class="unseen">${escapeSequence(part.text)}</mark>` : html`${part.text}`,
  );
}

/** A sentence of a rule: what stands between backticks is code, a line end is one. */
export function prose(text: string): Markup {
  const pieces = text.split('`');
  // An odd backtick opens nothing: what follows it is text.
  const pairs = pieces.length % 2 === 1 ? pieces : [...pieces.slice(0, -2), pieces.slice(-2).join('`')];
  return html`${pairs.map((piece, at) => (at % 2 === 1 ? code(piece) : lines(piece)))}`;
}

/** One click selects all of it. */
export function code(text: string): Markup {
  return html`<code translate="no">${seen(text)}</code>`;
}

function lines(text: string): Markup {
  return html`${text.split('\n').flatMap((line, at) => [at === 0 ? null : html`<br />`, ...seen(line)])}`;
}
