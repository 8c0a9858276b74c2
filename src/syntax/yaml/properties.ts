import { AMPERSAND, BANG, isBlankOrEnd, isFlowIndicator } from './chars.ts';
import type { YamlNode } from './node.ts';
import { MAX_DEPTH, type Source } from './source.ts';
import { withTag } from './tag.ts';

/** Nodes that aliases alone may bring to one document; beyond it a small text stands for a huge tree ("billion laughs"). */
const MAX_ALIASED_NODES = 100_000;

export interface Properties {
  readonly anchor: string | null;
  readonly tag: string | null;
  readonly offset: number;
  /** Of the counters of `Source` when the node began. */
  readonly nodes: number;
  readonly deepest: number;
}

const NAME = /[A-Za-z0-9_-]+/y;

/** Reads `&anchor` and `!tag` before a node, in either order, and the blanks behind them. */
export function readProperties(s: Source, flow: boolean): Properties {
  const offset = s.pos;
  let anchor: string | null = null;
  let tag: string | null = null;
  for (let c = s.code(); c === AMPERSAND || c === BANG; c = s.code()) {
    if (c === AMPERSAND && anchor === null) anchor = readName(s, flow);
    else if (c === BANG && tag === null) tag = readTag(s, flow);
    else s.fail('unexpected-text', 'A value has one anchor and one tag at most');
    s.skipBlanks();
  }
  if (anchor !== null) s.anchors.set(anchor, null);
  const properties = { anchor, tag, offset, nodes: s.nodes, deepest: s.deepest };
  s.deepest = s.depth;
  return properties;
}

/**
 * The tag may stand on a line below the anchor. More than that (two tags, an anchor below) is refused: it is unclear
 * whose the second is.
 */
export function refuseMoreProperties(s: Source, properties: Properties): void {
  const c = s.code();
  if (c === AMPERSAND || (c === BANG && properties.tag !== null)) {
    s.fail('unexpected-text', 'Write the anchor and the tag of a value on one line');
  }
}

/** The node with its tag applied, and known by its anchor from here on. */
export function applyProperties(s: Source, properties: Properties, node: YamlNode): YamlNode {
  const tagged = properties.tag === null ? node : withTag(s, properties.tag, node, properties.offset);
  if (properties.anchor !== null) {
    const size = Math.max(1, s.nodes - properties.nodes);
    s.anchors.set(properties.anchor, { node: tagged, size, height: s.deepest - s.depth });
  }
  s.deepest = Math.max(s.deepest, properties.deepest);
  return tagged;
}

/** Reads `*name`. The node is shared, not copied; what it stands for counts against the limits of this document. */
export function readAlias(s: Source, flow: boolean): YamlNode {
  const offset = s.pos;
  const name = readName(s, flow);
  const anchored = s.anchors.get(name);
  if (anchored === undefined) return s.fail('unknown-anchor', `No anchor &${name} stands above`, offset);
  if (anchored === null) return s.fail('alias-loop', `The value of &${name} contains itself`, offset);
  countAliased(s, anchored.size, offset);
  const bottom = s.depth + anchored.height;
  if (bottom > MAX_DEPTH) s.fail('too-deep', `Nested more than ${MAX_DEPTH} levels deep`, offset);
  if (bottom > s.deepest) s.deepest = bottom;
  return anchored.node;
}

export function countAliased(s: Source, size: number, offset: number): void {
  s.nodes += size;
  s.aliased += size;
  if (s.aliased > MAX_ALIASED_NODES) {
    s.fail('too-many-aliases', `Aliases stand for more than ${MAX_ALIASED_NODES} values`, offset);
  }
}

/** libyaml takes letters, digits, _ and - only; the library of YAML 1.2 takes more. */
function readName(s: Source, flow: boolean): string {
  NAME.lastIndex = s.pos + 1;
  const name = NAME.exec(s.text)?.[0] ?? '';
  const after = s.text.charCodeAt(s.pos + 1 + name.length);
  if (name === '' || !(isBlankOrEnd(after) || (flow && isFlowIndicator(after)))) {
    s.fail('bad-anchor', 'The name of an anchor has letters, digits, _ and -, and ends at a space');
  }
  s.pos += 1 + name.length;
  return name;
}

function readTag(s: Source, flow: boolean): string {
  const start = s.pos;
  for (let c = s.code(); !isBlankOrEnd(c); c = s.code()) {
    if (isFlowIndicator(c)) {
      if (flow) break;
      s.fail('unsupported-tag', 'This tag is not read; quote the text if it is none', start);
    }
    s.pos++;
  }
  return s.text.slice(start, s.pos);
}
