import {
  AMPERSAND,
  AT,
  BACKTICK,
  BANG,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isBlankOrEnd,
  isFlowIndicator,
  isLineEnd,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  STAR,
  TAB,
} from './chars.ts';
import type { YamlScalar } from './node.ts';
import { resolvePlain } from './resolve.ts';
import type { Source } from './source.ts';

const INDICATORS: ReadonlySet<number> = new Set([
  AMPERSAND,
  AT,
  BACKTICK,
  BANG,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  PERCENT,
  PIPE,
  SINGLE_QUOTE,
  STAR,
]);

/** Refuses what cannot begin a plain scalar (YAML 1.2.2, 7.3.3). `-`, `?` and `:` may, before a non-blank. */
export function refuseIndicator(s: Source, flow: boolean): void {
  const c = s.code();
  const next = s.text.charCodeAt(s.pos + 1);
  const bare = isBlankOrEnd(next) || (flow && isFlowIndicator(next));
  const refused =
    INDICATORS.has(c) ||
    isFlowIndicator(c) ||
    (c === DASH && bare) ||
    // go-yaml takes ? and : for indicators wherever a flow entry may begin.
    ((c === QUESTION || c === COLON) && (flow || bare));
  if (refused)
    s.fail('unexpected-character', `A value cannot begin with ${s.text.charAt(s.pos)} here; quote it`);
}

/** Moves to the end of the plain text on this line, and returns the offset behind its last character. */
export function scanBlockLine(s: Source): number {
  const text = s.text;
  let end = s.pos;
  let i = s.pos;
  for (; ; i++) {
    const c = text.charCodeAt(i);
    if (c > COLON) {
      end = i + 1;
    } else if (c === SPACE || c === TAB) {
      if (text.charCodeAt(i + 1) === HASH) break;
    } else if (c === COLON ? isBlankOrEnd(text.charCodeAt(i + 1)) : isLineEnd(c)) {
      break;
    } else {
      end = i + 1;
    }
  }
  s.pos = i;
  return end;
}

/** The same within brackets. Texts that readers take differently (`{a:}`, `[a?b]`) are refused. */
export function scanFlowLine(s: Source): number {
  const text = s.text;
  let end = s.pos;
  let i = s.pos;
  for (; ; i++) {
    const c = text.charCodeAt(i);
    if (c === SPACE || c === TAB) {
      if (text.charCodeAt(i + 1) === HASH) break;
      continue;
    }
    if (isLineEnd(c) || isFlowIndicator(c)) break;
    if (c === COLON && colonEnds(s, i)) break;
    if (c === QUESTION) refuseQuestion(s, i);
    end = i + 1;
  }
  s.pos = i;
  return end;
}

function colonEnds(s: Source, at: number): boolean {
  const next = s.text.charCodeAt(at + 1);
  if (isFlowIndicator(next))
    s.fail('unexpected-colon', 'Put a space behind the colon, or quote the text', at);
  return isBlankOrEnd(next);
}

/** go-yaml v2 ends a plain scalar at any ? within brackets, later versions at one before a blank. */
function refuseQuestion(s: Source, at: number): void {
  if (s.dialect === 'kubernetes' || isBlankOrEnd(s.text.charCodeAt(at + 1))) {
    s.fail('unexpected-character', 'A question mark within brackets needs quotes around the text', at);
  }
}

/**
 * The rest of a plain scalar of the block style, from `start` to `end` on its first line, and on every further line
 * that is indented deeper than `indent`. Leaves the cursor at the next token.
 */
export function finishBlockPlain(s: Source, start: number, end: number, indent: number): YamlScalar {
  const { line, lineStart } = s;
  let source = s.text.slice(start, end);
  s.advance();
  let previous = line;
  while (s.column > indent && !s.commentCrossed) {
    const from = s.pos;
    const breaks = s.line - previous;
    previous = s.line;
    const stop = scanBlockLine(s);
    refuseColon(s);
    source += fold(breaks) + s.text.slice(from, stop);
    s.advance();
  }
  return plainScalar(s, source, line, start - lineStart + 1);
}

export function refuseColon(s: Source): void {
  if (s.code() === COLON) {
    s.fail(
      'unexpected-colon',
      'A colon with a space cannot stand in a plain value; quote the value or mend the indentation',
    );
  }
}

/** A line break within a scalar is a space; each further one stands for itself. */
export function fold(breaks: number): string {
  return breaks <= 1 ? ' ' : '\n'.repeat(breaks - 1);
}

export function plainScalar(s: Source, source: string, line: number, column: number): YamlScalar {
  s.nodes++;
  const value = resolvePlain(source, s.dialect);
  if (typeof value === 'number' && s.dialect === 'kubernetes' && !Number.isFinite(value)) {
    s.fail('not-json', `${source} has no form in JSON, which is what the API server reads`);
  }
  return { kind: 'scalar', value, source, plain: true, line, column };
}
