import {
  AMPERSAND,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  isBlankOrEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SINGLE_QUOTE,
} from './chars.ts';
import type { YamlScalar } from './node.ts';
import { finishBlockPlain, plainScalar, refuseColon, refuseIndicator, scanBlockLine } from './plain.ts';
import { applyProperties, readProperties } from './properties.ts';
import { readQuoted } from './quoted.ts';
import type { Source } from './source.ts';

/** YAML 1.2.2, 7.4.2: an implicit key is on one line and not longer than this. */
const MAX_KEY_LENGTH = 1024;

/**
 * Reads a plain or quoted text that is a key (then the cursor is behind its colon, and `keyText` and its companions are
 * set, and null is returned) or a scalar (then the cursor is at the next token).
 */
export function readScalarOrKey(s: Source, indent: number, keyAllowed: boolean): YamlScalar | null {
  const start = s.pos;
  const c = s.code();
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
    const { line } = s;
    const scalar = readQuoted(s);
    s.skipBlanks();
    if (!atColon(s)) {
      s.endNode();
      return scalar;
    }
    if (!keyAllowed || s.line !== line) refuseColon(s);
    takeKey(s, scalar.source, false, start);
    return null;
  }
  refuseIndicator(s, false);
  const end = scanBlockLine(s);
  if (s.code() !== COLON) return finishBlockPlain(s, start, end, indent);
  if (!keyAllowed) refuseColon(s);
  takeKey(s, s.text.slice(start, end), true, start);
  return null;
}

function atColon(s: Source): boolean {
  return s.code() === COLON && isBlankOrEnd(s.text.charCodeAt(s.pos + 1));
}

function takeKey(s: Source, text: string, plain: boolean, start: number): void {
  if (s.pos - start > MAX_KEY_LENGTH) {
    s.fail('key-too-long', `A key is not longer than ${MAX_KEY_LENGTH} characters`, start);
  }
  s.keyText = text;
  s.keyPlain = plain;
  s.keyOffset = plain ? start : start + 1;
  s.pos++;
}

/** Reads the next key of a block map, whose column the cursor is at. */
export function readKey(s: Source): void {
  const c = s.code();
  if (c === AMPERSAND) {
    readAnchoredKey(s);
    return;
  }
  refuseOtherKeys(s, c);
  const start = s.pos;
  if (readScalarOrKey(s, Number.POSITIVE_INFINITY, true) !== null) {
    s.fail('missing-colon', 'A key of a map needs a colon and a space behind it', start);
  }
}

function readAnchoredKey(s: Source): void {
  const properties = readProperties(s, false);
  const { line, lineStart } = s;
  refuseOtherKeys(s, s.code());
  if (properties.tag !== null || readScalarOrKey(s, Number.POSITIVE_INFINITY, true) !== null) {
    s.fail('missing-colon', 'A key of a map needs a colon and a space behind it', properties.offset);
  }
  anchorKey(s, properties, line, lineStart);
}

/** An anchor before a key names the key, not the map. */
export function anchorKey(
  s: Source,
  properties: ReturnType<typeof readProperties>,
  line: number,
  lineStart: number,
): void {
  if (properties.tag !== null) s.fail('unsupported-tag', 'A tag before a key is not read', properties.offset);
  const column = s.keyOffset - lineStart + 1;
  const source = s.keyText;
  const key: YamlScalar = s.keyPlain
    ? plainScalar(s, source, line, column)
    : { kind: 'scalar', value: source, source, plain: false, line, column };
  applyProperties(s, properties, key);
}

function refuseOtherKeys(s: Source, c: number): void {
  const spaced = isBlankOrEnd(s.text.charCodeAt(s.pos + 1));
  if (c === DASH && spaced) s.fail('bad-indent', 'A sequence item stands where the map has its keys');
  if (c === QUESTION && spaced)
    s.fail('explicit-key', 'Keys written with ? are not read; write `key: value`');
  if (c === OPEN_BRACE || c === OPEN_BRACKET)
    s.fail('key-not-scalar', 'A key is a text, not a map or a sequence');
}
