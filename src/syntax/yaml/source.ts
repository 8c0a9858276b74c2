import { CR, DASH, DOT, HASH, isBlankOrEnd, isLineEnd, LF, SPACE, TAB } from './chars.ts';
import { YamlFault } from './fault.ts';
import type { YamlComment, YamlDialect, YamlNode, YamlScalar } from './node.ts';

/** Real manifests stay below 40 levels; the limit keeps every walk over a tree far from the end of the stack. */
export const MAX_DEPTH = 200;

/** Comments are kept only where they may speak to this tool. */
const COMMENT_MARK = 'paddle-verify';

/** An anchored node; null while the node is being read, so that it cannot contain itself. */
export interface Anchored {
  readonly node: YamlNode;
  /** How many nodes it stands for, aliases within it included. */
  readonly size: number;
  readonly height: number;
}

/** The text with a cursor. The parser's functions share one and move it forward only. */
export class Source {
  readonly text: string;
  readonly dialect: YamlDialect;
  pos = 0;
  /** Of the cursor, from 1. */
  line = 1;
  lineStart = 0;
  /** Column, from 0, of the token that `advance` stopped at; -1 where the document ends there. */
  column = -1;
  commentCrossed = false;
  /** Of the comment that was skipped last. */
  commentLine = 0;
  /** Offset of the byte order mark that was skipped last. */
  byteOrderMark = -1;
  depth = 0;
  /** The greatest depth since it was last set: the height of an anchored node. */
  deepest = 0;
  /** Nodes so far, each alias counted with all that it stands for. */
  nodes = 0;
  /** Of those, nodes that only aliases brought. */
  aliased = 0;
  anchors = new Map<string, Anchored | null>();
  comments: YamlComment[] = [];
  /** The implicit key that was read last (see `key.ts`). */
  keyText = '';
  keyPlain = true;
  keyOffset = 0;
  readonly #keepsComments: boolean;

  constructor(text: string, dialect: YamlDialect) {
    this.text = text;
    this.dialect = dialect;
    this.#keepsComments = text.includes(COMMENT_MARK);
  }

  startDocument(): void {
    this.depth = 0;
    this.deepest = 0;
    this.nodes = 0;
    this.aliased = 0;
    if (this.anchors.size > 0) this.anchors = new Map();
    if (this.comments.length > 0) this.comments = [];
  }

  code(): number {
    return this.text.charCodeAt(this.pos);
  }

  fail(code: string, message: string, offset = this.pos): never {
    throw new YamlFault(code, message, offset);
  }

  /** Moves behind the line feed at the cursor. */
  newline(): void {
    this.pos++;
    this.line++;
    this.lineStart = this.pos;
  }

  skipBlanks(): void {
    for (let c = this.code(); c === SPACE || c === TAB; c = this.code()) this.pos++;
  }

  /** Moves over blanks and a comment to the end of the line; false where something else stands there. */
  skipToLineEnd(): boolean {
    this.skipBlanks();
    if (this.code() === HASH) this.skipComment();
    return isLineEnd(this.code());
  }

  /**
   * Ends a node of the block style: moves to the next token, which must stand on a further line, and sets `column`.
   */
  endNode(): void {
    const line = this.line;
    this.advance();
    if (this.line === line && this.column >= 0) {
      this.fail(
        'unexpected-text',
        'Only a comment may follow a value on its line; quote the value if this belongs to it',
      );
    }
  }

  /** Moves to the next token of the block style, over lines and comments, and sets `column` and `commentCrossed`. */
  advance(): void {
    this.commentCrossed = false;
    const text = this.text;
    for (;;) {
      const c = text.charCodeAt(this.pos);
      if (c === SPACE) this.pos++;
      else if (c === LF) this.newline();
      else if (c === CR) this.pos++;
      else if (c === TAB) this.#tab();
      else if (c === HASH) this.skipComment();
      else break;
    }
    const column = this.pos - this.lineStart;
    const ended = this.pos >= text.length || (column === 0 && this.atMarker());
    this.column = ended ? -1 : column;
  }

  /** YAML forbids tabs in indentation; a line of blanks alone has none. */
  #tab(): void {
    const start = this.pos;
    const indentation = /^ *$/.test(this.text.slice(this.lineStart, start));
    this.skipBlanks();
    const c = this.code();
    if (indentation && c !== HASH && !isLineEnd(c)) {
      this.fail('tab-indent', 'A tab in the indentation; YAML indents with spaces', start);
    }
  }

  skipComment(): void {
    const start = this.pos;
    if (start > this.lineStart && !isBlankOrEnd(this.text.charCodeAt(start - 1))) {
      this.fail('unexpected-text', 'A comment needs a space before its #');
    }
    const end = this.text.indexOf('\n', start);
    this.pos = end < 0 ? this.text.length : end;
    this.commentCrossed = true;
    this.commentLine = this.line;
    if (!this.#keepsComments) return;
    const text = this.text.slice(start, this.pos).trimEnd();
    if (text.includes(COMMENT_MARK)) {
      this.comments.push({ text, line: this.line, column: start - this.lineStart + 1 });
    }
  }

  /** Whether `---` or `...` stands at the cursor, which is at the start of a line. */
  atMarker(): boolean {
    const c = this.code();
    if (c !== DASH && c !== DOT) return false;
    return (
      this.text.charCodeAt(this.pos + 1) === c &&
      this.text.charCodeAt(this.pos + 2) === c &&
      isBlankOrEnd(this.text.charCodeAt(this.pos + 3))
    );
  }

  enter(): void {
    if (++this.depth > MAX_DEPTH) this.fail('too-deep', `Nested more than ${MAX_DEPTH} levels deep`);
    if (this.depth > this.deepest) this.deepest = this.depth;
    this.nodes++;
  }

  leave(): void {
    this.depth--;
  }

  nothing(offset: number): YamlScalar {
    this.nodes++;
    const column = offset - this.lineStart + 1;
    return { kind: 'scalar', value: null, source: '', plain: true, line: this.line, column };
  }
}
