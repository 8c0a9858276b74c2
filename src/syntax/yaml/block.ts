import { readBlockScalar } from './block-scalar.ts';
import {
  AMPERSAND,
  BANG,
  COLON,
  DASH,
  GREATER,
  isBlankOrEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  QUESTION,
  SPACE,
  STAR,
  TAB,
} from './chars.ts';
import { readFlow } from './flow.ts';
import { anchorKey, readKey, readScalarOrKey } from './key.ts';
import { MapBuilder } from './map-builder.ts';
import type { YamlNode } from './node.ts';
import { applyProperties, readAlias, readProperties, refuseMoreProperties } from './properties.ts';
import type { Source } from './source.ts';

/*
 * Block style by recursive descent. Every function starts at a token and leaves the cursor at the next one, with
 * `s.column` set (-1 at the end of the document). `indent` is the column, from 0, of the collection around; -1 at the top.
 */

/** Where a node stands decides what it may be. */
interface Spot {
  readonly indent: number;
  /** First on its line, or behind `- `: a map or a sequence may begin here. */
  readonly collections: boolean;
  /** The value of a key, whose sequence may stand at the column of the key. */
  readonly value: boolean;
}

export function readBlockNode(s: Source, indent: number, collections: boolean, value: boolean): YamlNode {
  const c = s.code();
  if ((c === DASH || c === QUESTION) && atIndicator(s)) return readIndicated(s, c, collections);
  switch (c) {
    case AMPERSAND:
    case BANG:
      return readWithProperties(s, { indent, collections, value });
    case PIPE:
    case GREATER:
      return readBlockScalar(s, indent);
    case STAR:
      return endFlowOrAlias(s, readAlias(s, false));
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return endFlowOrAlias(s, readFlow(s));
  }
  const column = s.pos - s.lineStart;
  const line = s.line;
  return readScalarOrKey(s, indent, collections) ?? readMap(s, column, line);
}

function readIndicated(s: Source, c: number, collections: boolean): YamlNode {
  if (c === QUESTION) s.fail('explicit-key', 'Keys written with ? are not read; write `key: value`');
  if (!collections) s.fail('unexpected-text', 'A sequence begins on a line of its own');
  return readSequence(s, s.pos - s.lineStart, false);
}

/** Whether the character at the cursor stands alone: `- `, `? `. */
function atIndicator(s: Source): boolean {
  return isBlankOrEnd(s.text.charCodeAt(s.pos + 1));
}

function endFlowOrAlias(s: Source, node: YamlNode): YamlNode {
  s.skipBlanks();
  if (s.code() === COLON) s.fail('key-not-scalar', 'A key is a plain or a quoted text');
  s.endNode();
  return node;
}

/** A map whose first key has been read already. */
function readMap(s: Source, column: number, line: number): YamlNode {
  s.enter();
  const builder = new MapBuilder(line, column + 1);
  for (;;) {
    const { keyText, keyPlain, keyOffset } = s;
    const place = { line: s.line, column: keyOffset - s.lineStart + 1 };
    const value = readValue(s, column, keyOffset);
    builder.add(s, keyText, keyPlain, keyOffset, place, value);
    if (s.column < column) break;
    if (s.column > column) s.fail('bad-indent', 'This line is indented deeper than the keys of its map');
    readKey(s);
  }
  s.leave();
  return builder.build(s);
}

/** The value behind the colon of a key at `column`. */
function readValue(s: Source, column: number, keyOffset: number): YamlNode {
  s.skipBlanks();
  if (!s.skipToLineEnd()) return readBlockNode(s, column, false, true);
  const empty = s.nothing(keyOffset);
  s.advance();
  return readBelow(s, { indent: column, collections: true, value: true }) ?? empty;
}

/** The node on the lines below, or null where they belong to something else. */
function readBelow(s: Source, spot: Spot): YamlNode | null {
  if (s.column > spot.indent) return readBlockNode(s, spot.indent, true, spot.value);
  return spot.value && s.column === spot.indent && s.column >= 0 && atItem(s)
    ? readSequence(s, s.column, true)
    : null;
}

function atItem(s: Source): boolean {
  return s.code() === DASH && atIndicator(s);
}

/** `indentless`: the sequence stands at the column of the key that it is the value of, and ends at the next key. */
function readSequence(s: Source, column: number, indentless: boolean): YamlNode {
  s.enter();
  const { line } = s;
  const items: YamlNode[] = [];
  do {
    const dash = s.pos++;
    refuseTab(s);
    if (s.skipToLineEnd()) {
      const empty = s.nothing(dash);
      s.advance();
      items.push(readBelow(s, { indent: column, collections: true, value: false }) ?? empty);
    } else {
      items.push(readBlockNode(s, column, true, false));
    }
  } while (s.column === column && atItem(s));
  if (s.column > column || (s.column === column && !indentless)) {
    s.fail('bad-indent', 'This line is neither an item of the sequence above nor part of one');
  }
  s.leave();
  return { kind: 'seq', items, line, column: column + 1 };
}

/** libyaml takes no tab where a map or a sequence may begin. */
function refuseTab(s: Source): void {
  while (s.code() === SPACE) s.pos++;
  if (s.code() === TAB && !s.skipToLineEnd()) s.fail('tab-indent', 'A tab behind -; use a space', s.pos - 1);
}

function readWithProperties(s: Source, spot: Spot): YamlNode {
  const column = s.pos - s.lineStart;
  const { line, lineStart } = s;
  const properties = readProperties(s, false);
  if (s.skipToLineEnd()) {
    const empty = s.nothing(properties.offset);
    s.advance();
    if (s.column > spot.indent) refuseMoreProperties(s, properties);
    return applyProperties(s, properties, readBelow(s, spot) ?? empty);
  }
  const c = s.code();
  if (c === PIPE || c === GREATER || c === OPEN_BRACE || c === OPEN_BRACKET) {
    return applyProperties(s, properties, readBlockNode(s, spot.indent, false, false));
  }
  if (c === STAR) s.fail('unexpected-text', 'An alias has no anchor and no tag of its own');
  const scalar = readScalarOrKey(s, spot.indent, spot.collections);
  if (scalar !== null) return applyProperties(s, properties, scalar);
  anchorKey(s, properties, line, lineStart);
  return readMap(s, column, line);
}
