import { BadCharacters, describeBadCharacter } from './bad-character.ts';
import { readBlockNode } from './block.ts';
import { BYTE_ORDER_MARK, DASH, DOT, PERCENT } from './chars.ts';
import { YamlFault } from './fault.ts';
import type { YamlComment, YamlDialect, YamlDocument, YamlNode } from './node.ts';
import { Source } from './source.ts';

const NO_COMMENTS: readonly YamlComment[] = [];
const NEXT_DOCUMENT = /\n---(?=[ \t\r\n]|$)/g;
const VERSION_DIRECTIVE = /%YAML[ \t]+1\.[12][ \t]*(?=[#\r\n]|$)/y;

interface Start {
  readonly pos: number;
  readonly line: number;
  readonly lineStart: number;
}

/**
 * The documents of a text, one by one, so that only one tree at a time is in memory. Lines are those of the whole text.
 * A document with a problem has no root; the next one is read all the same. Never throws.
 */
export function* parseYamlDocuments(text: string, dialect: YamlDialect): Generator<YamlDocument, void> {
  const s = new Source(text, dialect);
  skipByteOrderMark(s);
  const badCharacters = new BadCharacters(text);
  let bad = badCharacters.from(s.pos);
  for (;;) {
    s.startDocument();
    const start = { pos: s.pos, line: s.line, lineStart: s.lineStart };
    const read = attempt(s);
    if (bad === s.byteOrderMark) bad = badCharacters.from(bad + 1);
    // Whatever came of a document with such a character, it may mean something else to another reader.
    if (bad < s.pos)
      yield failed(s, new YamlFault('bad-character', describeBadCharacter(text, bad), bad), start);
    else if (read === null) return;
    else yield read instanceof YamlFault ? failed(s, read, start) : read;
    if (bad < s.pos) bad = badCharacters.from(s.pos);
  }
}

function attempt(s: Source): YamlDocument | YamlFault | null {
  try {
    return readDocument(s);
  } catch (error) {
    if (error instanceof YamlFault) return error;
    throw error;
  }
}

function readDocument(s: Source): YamlDocument | null {
  s.advance();
  while (s.column < 0 && s.code() === DOT) endDocument(s);
  if (s.column === 0 && s.code() === PERCENT) readDirectives(s);
  const { line } = s;
  let root: YamlNode | null = null;
  if (s.column >= 0) root = readBlockNode(s, -1, true, false);
  else if (s.pos >= s.text.length) return null;
  else root = readMarked(s);
  if (s.column >= 0)
    s.fail('unexpected-text', 'The document has ended above; this line does not belong to it');
  const comments = s.comments.length === 0 ? NO_COMMENTS : s.comments;
  return { root, problems: [], line: root?.line ?? line, comments };
}

function endDocument(s: Source): void {
  s.pos += 3;
  if (!s.skipToLineEnd()) s.fail('unexpected-text', 'Only a comment may follow ... on its line');
  s.advance();
}

/** `%YAML 1.1` and `1.2` change nothing here; kubectl splits at `---` first, and then fails on any directive. */
function readDirectives(s: Source): void {
  VERSION_DIRECTIVE.lastIndex = s.pos;
  if (s.dialect === 'kubernetes' || !VERSION_DIRECTIVE.test(s.text)) {
    s.fail('unsupported-directive', 'This directive is not read');
  }
  s.pos = VERSION_DIRECTIVE.lastIndex;
  s.skipToLineEnd();
  s.advance();
  if (s.column >= 0 || s.code() !== DASH)
    s.fail('unexpected-text', 'A directive needs a line with --- below it');
}

/** The document behind `---`. */
function readMarked(s: Source): YamlNode | null {
  s.pos += 3;
  if (!s.skipToLineEnd()) {
    if (s.dialect === 'kubernetes')
      s.fail('unexpected-text', 'kubectl takes only a comment behind --- on its line');
    return readBlockNode(s, -1, false, false);
  }
  s.advance();
  if (skipByteOrderMark(s)) s.advance();
  return s.column < 0 ? null : readBlockNode(s, -1, true, false);
}

/** Files that were joined keep their marks at the start of a document. */
function skipByteOrderMark(s: Source): boolean {
  if (s.pos !== s.lineStart || s.code() !== BYTE_ORDER_MARK) return false;
  s.byteOrderMark = s.pos;
  s.lineStart = ++s.pos;
  return true;
}

/** The document as unusable; moves to the next line with `---`. */
function failed(s: Source, fault: YamlFault, start: Start): YamlDocument {
  const { text } = s;
  let { line, lineStart } = start;
  for (
    let at = text.indexOf('\n', start.pos);
    at >= 0 && at < fault.offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line++;
    lineStart = at + 1;
  }
  const problem = { code: fault.code, message: fault.message, line, column: fault.offset - lineStart + 1 };
  recover(s, start);
  return {
    root: null,
    problems: [problem],
    line,
    comments: s.comments.length === 0 ? NO_COMMENTS : s.comments,
  };
}

function recover(s: Source, start: Start): void {
  NEXT_DOCUMENT.lastIndex = s.pos > start.pos ? s.pos - 1 : s.pos;
  const next = NEXT_DOCUMENT.exec(s.text)?.index;
  const target = next === undefined ? s.text.length : next + 1;
  for (let at = s.text.indexOf('\n', s.pos); at >= 0 && at < target; at = s.text.indexOf('\n', at + 1)) {
    s.line++;
    s.lineStart = at + 1;
  }
  s.pos = target;
}
