import {
  AMPERSAND,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  CR,
  DOUBLE_QUOTE,
  HASH,
  isFlowIndicator,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  STAR,
  TAB,
} from './chars.ts';
import { MapBuilder } from './map-builder.ts';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { fold, plainScalar, refuseColon, refuseIndicator, scanFlowLine } from './plain.ts';
import { applyProperties, readAlias, readProperties, refuseMoreProperties } from './properties.ts';
import { readQuoted } from './quoted.ts';
import type { Source } from './source.ts';

/** Reads `[…]` or `{…}`, JSON among them, and leaves the cursor behind the closing bracket. */
export function readFlow(s: Source): YamlSeq | YamlMap {
  s.enter();
  const node = s.code() === OPEN_BRACKET ? readFlowSequence(s) : readFlowMap(s);
  s.leave();
  return node;
}

function readFlowSequence(s: Source): YamlSeq {
  const open = s.pos++;
  const { line } = s;
  const column = open - s.lineStart + 1;
  const items: YamlNode[] = [];
  for (let c = skip(s, open); c !== CLOSE_BRACKET; c = skip(s, open)) {
    const at = { line: s.line, column: s.pos - s.lineStart + 1 };
    const start = s.pos;
    const node = readFlowNode(s, open);
    if (pairFollows(s, at.line)) {
      const builder = new MapBuilder(at.line, at.column);
      s.nodes++;
      addPair(s, builder, node, start, at, open);
      items.push(builder.build(s));
    } else {
      items.push(node);
    }
    separate(s, open, CLOSE_BRACKET);
  }
  s.pos++;
  return { kind: 'seq', items, line, column };
}

function readFlowMap(s: Source): YamlMap {
  const open = s.pos++;
  const builder = new MapBuilder(s.line, open - s.lineStart + 1);
  for (let c = skip(s, open); c !== CLOSE_BRACE; c = skip(s, open)) {
    const at = { line: s.line, column: s.pos - s.lineStart + 1 };
    const start = s.pos;
    const key = readFlowNode(s, open);
    if (pairFollows(s, at.line)) addPair(s, builder, key, start, at, open);
    else builder.add(s, ...keyOf(s, key, start), at, s.nothing(start));
    separate(s, open, CLOSE_BRACE);
  }
  s.pos++;
  return builder.build(s);
}

/** Whether the node just read, which began on `line`, is a key. */
function pairFollows(s: Source, line: number): boolean {
  s.skipBlanks();
  if (s.code() !== COLON) return false;
  if (s.line !== line) refuseColon(s);
  return true;
}

function addPair(
  s: Source,
  builder: MapBuilder,
  key: YamlNode,
  start: number,
  at: { line: number; column: number },
  open: number,
): void {
  const named = keyOf(s, key, start);
  const place = key.kind === 'scalar' && key.line === at.line ? { line: key.line, column: key.column } : at;
  s.pos++;
  const c = skip(s, open);
  const empty = c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET;
  builder.add(s, ...named, place, empty ? s.nothing(start) : readFlowNode(s, open));
}

function keyOf(s: Source, key: YamlNode, start: number): [string, boolean, number] {
  if (key.kind !== 'scalar') s.fail('key-not-scalar', 'A key is a text, not a map or a sequence', start);
  return [key.source, key.plain, start];
}

/** Moves over the comma between two entries, or stays before the closing bracket. */
function separate(s: Source, open: number, close: number): void {
  const c = skip(s, open);
  if (c === COMMA) s.pos++;
  else if (c !== close) s.fail('unexpected-text', 'Expected a comma or the closing bracket');
}

function readFlowNode(s: Source, open: number): YamlNode {
  const c = s.code();
  if (c === OPEN_BRACKET || c === OPEN_BRACE) return readFlow(s);
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) return readQuoted(s);
  if (c === STAR) return readAlias(s, true);
  if (c === AMPERSAND || c === BANG) {
    const properties = readProperties(s, true);
    const next = skip(s, open);
    refuseMoreProperties(s, properties);
    const empty = next === COMMA || next === CLOSE_BRACE || next === CLOSE_BRACKET;
    const node = empty ? s.nothing(properties.offset) : readFlowNode(s, open);
    return applyProperties(s, properties, node);
  }
  return readFlowPlain(s, open);
}

function readFlowPlain(s: Source, open: number): YamlScalar {
  refuseIndicator(s, true);
  const { line, lineStart } = s;
  const start = s.pos;
  let source = s.text.slice(start, scanFlowLine(s));
  for (let previous = line; continues(s, open); previous = s.line) {
    const from = s.pos;
    source += fold(s.line - previous) + s.text.slice(from, scanFlowLine(s));
    refuseColon(s);
  }
  return plainScalar(s, source, line, start - lineStart + 1);
}

/** Whether the plain text goes on below this line; moves there. */
function continues(s: Source, open: number): boolean {
  const c = s.code();
  if (c !== LF && c !== CR) return false;
  const line = s.commentLine;
  const next = skip(s, open);
  return s.commentLine === line && !isFlowIndicator(next) && next !== COLON;
}

/** Moves to the next token within the brackets that were opened at `open`, and returns its code. */
function skip(s: Source, open: number): number {
  for (;;) {
    const c = s.code();
    if (c === SPACE || c === TAB || c === CR) s.pos++;
    else if (c === LF) {
      s.newline();
      if (s.atMarker()) unclosed(s, open);
    } else if (c === HASH) s.skipComment();
    else if (c !== c) unclosed(s, open);
    else return c;
  }
}

function unclosed(s: Source, open: number): never {
  return s.fail(
    'unclosed-bracket',
    `No closing bracket for this ${s.text.charAt(open)} before the document ends`,
    open,
  );
}
