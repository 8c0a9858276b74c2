/** An action of a template engine, outside of any YAML value: `{{- if … }}`, `{% for … %}`, `<% … %>`, ytt's `#@`. */
export interface TemplateAction {
  readonly line: number;
  readonly column: number;
  readonly engine: 'go' | 'jinja' | 'erb' | 'ytt';
}

const MARKS: readonly (readonly [string, TemplateAction['engine']])[] = [
  ['{{', 'go'],
  ['{%', 'jinja'],
  ['<%', 'erb'],
  ['#@', 'ytt'],
];
const VALUE = /^(?:"[^"]*"[ \t]*|'[^']*'[ \t]*|[^\s"'{[#:][^:#"']*):[ \t]+(?=\{\{|\{%|<%|#@)/;
/** Ends a line that begins a block scalar. */
const BLOCK = /(?:^|[:\-][ \t]+)[|>][-+0-9]{0,2}[ \t]*$/;
const LONGEST = 4000;

/**
 * The first action that makes a text a template rather than YAML. Actions within a value (a quoted text, a block scalar
 * that holds an alert's template) belong to whoever reads the value; the file itself is YAML.
 */
export function findTemplateAction(text: string): TemplateAction | null {
  if (!MARKS.some(([mark]) => text.includes(mark))) return null;
  let line = 0;
  /** Indentation of the key or dash whose block scalar the lines belong to; -1 outside of one. */
  let block = -1;
  for (let start = 0; start < text.length;) {
    line++;
    const end = endOfLine(text, start);
    // An action stands at the head of a line; nothing behind the limit can change what the head says.
    const head = text.slice(start, Math.min(end, start + LONGEST)).trimEnd();
    start = end + 1;
    const indent = head.length - head.trimStart().length;
    if (head === '' || (block >= 0 && indent > block)) continue;
    const at = contentColumn(head, indent);
    const action = actionIn(head, at);
    if (action !== null) return { line, ...action };
    block = blockIndent(head, indent, at);
  }
  return null;
}

/** An action at the head of the content, or where the value of its key begins. */
function actionIn(head: string, at: number): Omit<TemplateAction, 'line'> | null {
  const engine = engineAt(head, at);
  if (engine !== null) return { column: at + 1, engine };
  const key = VALUE.exec(head.slice(at))?.[0];
  if (key === undefined) return null;
  const ofValue = engineAt(head, at + key.length);
  return ofValue === null ? null : { column: at + key.length + 1, engine: ofValue };
}

function blockIndent(head: string, indent: number, at: number): number {
  if (head[at] === '#' || !BLOCK.test(head.slice(-40))) return -1;
  return head[at] === '|' || head[at] === '>' ? indent : at;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Column, from 0, of what stands behind the dashes of a sequence. */
function contentColumn(head: string, indent: number): number {
  let at = indent;
  while (head[at] === '-' && head[at + 1] === ' ') {
    at += 2;
    while (head[at] === ' ') at++;
  }
  return at;
}

function engineAt(head: string, at: number): TemplateAction['engine'] | null {
  return MARKS.find(([mark]) => head.startsWith(mark, at))?.[1] ?? null;
}
