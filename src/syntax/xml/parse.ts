/** An element with its own text. Attributes are not kept: nothing that we read stands in one. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

export type ParsedXml =
  { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly message: string };

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

const MAX_DEPTH = 64;
const NAME = /^[A-Za-z_][\w.:-]{0,200}/;
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads the XML that machines print. A document type is passed over and never fetched; one that declares anything itself is
 * refused, so that no entity can expand. Linear in the length of the text.
 */
export function parseXml(text: string): ParsedXml {
  const stack: Open[] = [{ name: '', text: '', children: [] }];
  for (let at = 0; at < text.length;) {
    const start = text.indexOf('<', at);
    const top = stack.at(-1);
    if (top === undefined) return refused('an end tag too many');
    top.text += decode(text.slice(at, start < 0 ? text.length : start));
    if (start < 0) break;
    const taken = takeMarkup(text, start, stack);
    if (typeof taken === 'string') return refused(taken);
    at = taken;
  }
  const [document, open] = stack;
  const [root, second] = document?.children ?? [];
  if (open !== undefined) return refused(`<${open.name}> is not closed`);
  if (root === undefined || second !== undefined) return refused('there is not exactly one root element');
  return { ok: true, root };
}

/** Where the markup that begins at `start` ends, or what is wrong with it. */
function takeMarkup(text: string, start: number, stack: Open[]): number | string {
  if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4) ?? 'a comment is not closed';
  if (text.startsWith('<?', start)) return behind(text, '?>', start + 2) ?? 'an instruction is not closed';
  const end = behind(text, '>', start);
  if (end === null) return 'a tag is not closed';
  const markup = text.slice(start, end);
  if (markup.startsWith('<!'))
    return /^<!DOCTYPE[^[<]*>$/.test(markup) ? end : 'declarations inside of the document are not read';
  const problem = markup.startsWith('</') ? close(markup, stack) : open(markup, stack);
  return problem ?? end;
}

function open(markup: string, stack: Open[]): string | null {
  const name = NAME.exec(markup.slice(1, 260))?.[0];
  const parent = stack.at(-1);
  if (name === undefined || parent === undefined) return `${markup.slice(0, 40)} is no tag`;
  if (stack.length > MAX_DEPTH) return `elements are nested deeper than ${String(MAX_DEPTH)}`;
  if (markup.endsWith('/>')) parent.children.push({ name, text: '', children: [] });
  else stack.push({ name, text: '', children: [] });
  return null;
}

function close(markup: string, stack: Open[]): string | null {
  const name = markup.slice(2, -1).trim();
  const element = stack.pop();
  const parent = stack.at(-1);
  if (element === undefined || parent === undefined || element.name !== name)
    return `</${name}> closes nothing that is open`;
  parent.children.push({ name, text: element.text.trim(), children: element.children });
  return null;
}

function behind(text: string, mark: string, from: number): number | null {
  const at = text.indexOf(mark, from);
  return at < 0 ? null : at + mark.length;
}

/** Only the five entities that XML itself defines. */
function decode(text: string): string {
  return text.includes('&')
    ? text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => PREDEFINED[name] ?? '')
    : text;
}

function refused(message: string): ParsedXml {
  return { ok: false, message };
}
