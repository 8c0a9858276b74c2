import { CR, DASH, GREATER, isDigit, isLineEnd, LF, PLUS, SPACE, TAB, ZERO } from './chars.ts';
import type { YamlScalar } from './node.ts';
import type { Source } from './source.ts';

type Chomping = 'clip' | 'strip' | 'keep';

/** Reads a literal (`|`) or folded (`>`) scalar whose parent is indented by `indent`. Leaves the cursor at the next token. */
export function readBlockScalar(s: Source, indent: number): YamlScalar {
  const { line } = s;
  const column = s.pos - s.lineStart + 1;
  const folded = s.code() === GREATER;
  s.nodes++;
  s.pos++;
  const { chomping, increment } = readHeader(s);
  if (!s.skipToLineEnd()) s.fail('unexpected-text', 'The text of a block scalar begins on the line below');
  if (s.code() === CR) s.pos++;
  if (s.code() === LF) s.newline();
  const contentIndent = increment > 0 ? Math.max(indent, 0) + increment : detectIndent(s, indent);
  const source = readLines(s, contentIndent, folded, chomping);
  s.advance();
  return { kind: 'scalar', value: source, source, plain: false, line, column };
}

function readHeader(s: Source): { chomping: Chomping; increment: number } {
  let chomping: Chomping = 'clip';
  let increment = 0;
  for (let round = 0; round < 2; round++) {
    const c = s.code();
    if (chomping === 'clip' && (c === PLUS || c === DASH)) chomping = c === PLUS ? 'keep' : 'strip';
    else if (increment === 0 && isDigit(c) && c > ZERO) increment = c - ZERO;
    else break;
    s.pos++;
  }
  return { chomping, increment };
}

/** The indentation of the first line with text, but never that of the parent (YAML 1.2.2, 8.1.1.1). */
function detectIndent(s: Source, indent: number): number {
  const text = s.text;
  const least = Math.max(indent + 1, 1);
  let deepest = least;
  for (let start = s.pos; ;) {
    let i = start;
    while (text.charCodeAt(i) === SPACE) i++;
    const found = i - start;
    const c = text.charCodeAt(i);
    if (c === TAB && s.dialect !== 'core')
      s.fail('tab-indent', 'libyaml takes no tab where the text begins', i);
    if (!isLineEnd(c) && found >= least) {
      // More blanks above the text than before it: the reader cannot know which of them are text.
      if (deepest > found)
        s.fail('bad-indent', 'An empty line above the text is indented deeper than the text', start);
      return found;
    }
    deepest = Math.max(deepest, found);
    const end = text.indexOf('\n', i);
    if (!isLineEnd(c) || end < 0) return deepest;
    start = end + 1;
  }
}

/** Folds as libyaml does: a break between two lines that begin with no blank is a space, or the empty lines between. */
function readLines(s: Source, indent: number, folded: boolean, chomping: Chomping): string {
  const text = s.text;
  let out = '';
  let pending = '';
  let previousBlank = false;
  for (;;) {
    const empty = readEmptyLines(s, indent);
    const i = skipIndent(s, indent);
    const c = text.charCodeAt(i);
    if (i - s.pos < indent || i >= text.length) return out + chomp(pending, empty, chomping);
    const blank = c === SPACE || c === TAB;
    const joined = folded && pending !== '' && !blank && !previousBlank;
    out += joined ? empty || ' ' : pending + empty;
    previousBlank = blank;
    const end = text.indexOf('\n', i);
    out += lineText(text, i, end);
    if (end < 0) {
      s.pos = text.length;
      return out;
    }
    pending = '\n';
    s.pos = end;
    s.newline();
  }
}

/** Moves over lines that hold nothing beyond the indentation, and returns their breaks. */
function readEmptyLines(s: Source, indent: number): string {
  let breaks = '';
  for (;;) {
    const i = skipIndent(s, indent);
    const c = s.text.charCodeAt(i);
    const end = c === CR && s.text.charCodeAt(i + 1) === LF ? i + 1 : i;
    if (s.text.charCodeAt(end) !== LF) return breaks;
    s.pos = end;
    s.newline();
    breaks += '\n';
  }
}

function skipIndent(s: Source, indent: number): number {
  let i = s.pos;
  while (i - s.pos < indent && s.text.charCodeAt(i) === SPACE) i++;
  return i;
}

function lineText(text: string, start: number, end: number): string {
  if (end < 0) return text.slice(start);
  return text.slice(start, text.charCodeAt(end - 1) === CR ? end - 1 : end);
}

function chomp(lastBreak: string, empty: string, chomping: Chomping): string {
  if (chomping === 'strip') return '';
  return chomping === 'clip' ? lastBreak : lastBreak + empty;
}
