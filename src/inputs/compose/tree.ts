import type { Place } from '../../facts/subject.ts';

/** How compose-go tags what a file does to the files below it: `!reset` takes away, `!override` replaces. */
export type MergeTag = '!reset' | '!override';

interface Placed {
  readonly at: Place;
  /** Where the key of an entry stands. */
  readonly keyAt?: Place;
  readonly tag?: MergeTag;
}

/** A scalar after interpolation. */
export interface ComposeScalar extends Placed {
  readonly kind: 'scalar';
  /** What the YAML says; a text has its variables replaced, those without a value stay as written. */
  readonly value: string | number | boolean | null;
  /** `value` as text; for a number the text as written (`1.50`). */
  readonly text: string;
  /** What keeps the value from being known; empty when it is. */
  readonly unknown: readonly Unknown[];
  /** Where replaced variables got their values: `TAG=2.6.1 (.env line 3)`. */
  readonly from: readonly string[];
  /** Before interpolation. */
  readonly written: string;
  /** Written without quotes, on its line. */
  readonly plain: boolean;
}

/** A reference that only the one who starts the project can resolve. */
export interface Unknown {
  readonly why: string;
  readonly advice: string;
}

export interface ComposeMap extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, ComposeNode>;
}

export interface ComposeSeq extends Placed {
  readonly kind: 'seq';
  readonly items: readonly ComposeNode[];
}

export type ComposeNode = ComposeScalar | ComposeMap | ComposeSeq;

const NO_ENTRIES: ReadonlyMap<string, ComposeNode> = new Map();
const NO_ITEMS: readonly ComposeNode[] = [];
const NONE: readonly never[] = [];

export function entriesOf(node: ComposeNode | undefined): ReadonlyMap<string, ComposeNode> {
  return node?.kind === 'map' ? node.entries : NO_ENTRIES;
}

export function itemsOf(node: ComposeNode | undefined): readonly ComposeNode[] {
  return node?.kind === 'seq' ? node.items : NO_ITEMS;
}

/** The node at a path of keys; a null counts as not written, as it does for compose-go. */
export function nodeAt(node: ComposeNode | undefined, ...path: readonly string[]): ComposeNode | undefined {
  let current = node;
  for (const key of path) current = entriesOf(current).get(key);
  return isNull(current) ? undefined : current;
}

export function isNull(node: ComposeNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** The text of a scalar whose value is known. */
export function knownText(node: ComposeNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null || node.unknown.length > 0) return undefined;
  return node.text;
}

/** A scalar that is derived from a node: its place and its unknowns carry on. */
export function textFrom(source: ComposeNode, text: string): ComposeScalar {
  const { unknown, from } = source.kind === 'scalar' ? source : { unknown: NONE, from: NONE };
  return { kind: 'scalar', value: text, text, written: text, unknown, from, at: source.at, plain: true };
}

export function nullAt(at: Place): ComposeScalar {
  return { kind: 'scalar', value: null, text: '', written: '', unknown: NONE, from: NONE, at, plain: true };
}

export function mapAt(at: Place, entries: ReadonlyMap<string, ComposeNode> = NO_ENTRIES): ComposeMap {
  return { kind: 'map', entries, at };
}

/** Everything below a node, itself included, that is not known. */
export function unknownsIn(node: ComposeNode | undefined): readonly Unknown[] {
  if (node === undefined) return NONE;
  if (node.kind === 'scalar') return node.unknown;
  const children = node.kind === 'map' ? [...node.entries.values()] : node.items;
  return children.flatMap(unknownsIn);
}

/** The model with every service and job changed. */
export function eachContainer(model: ComposeMap, change: (service: ComposeMap) => ComposeMap): ComposeMap {
  const entries = new Map(model.entries);
  for (const key of ['services', 'jobs']) {
    const section = entries.get(key);
    if (section?.kind !== 'map') continue;
    const changed = new Map<string, ComposeNode>();
    for (const [name, node] of section.entries) changed.set(name, node.kind === 'map' ? change(node) : node);
    entries.set(key, { ...section, entries: changed });
  }
  return { ...mapAt(model.at, entries), ...(model.keyAt === undefined ? {} : { keyAt: model.keyAt }) };
}
