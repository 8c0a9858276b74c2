import { nullAt, mapAt, textFrom, type ComposeMap, type ComposeNode, type ComposeScalar } from './tree.ts';

/** The long form of what Compose lets one write in two: `[A=1]` as `{A: 1}`, `[db]` as `{db: null}`, `x` as `[x]`. */

/** `KEY=VALUE` items by key; a key without a value has a null. Of two items with one key the last one counts. */
export function keyValueMap(node: ComposeNode): ComposeMap {
  if (node.kind === 'map') return node;
  const entries = new Map<string, ComposeNode>();
  for (const item of sequenceOf(node)) {
    if (item.kind !== 'scalar' || item.value === null) continue;
    const at = item.text.indexOf('=');
    if (at < 0) entries.set(item.text, { ...nullAt(item.at), unknown: item.unknown });
    else entries.set(item.text.slice(0, at), textFrom(item, item.text.slice(at + 1)));
  }
  return mapAt(node.at, entries);
}

/** A list of names as a map of nothing. */
export function mapOfNames(node: ComposeNode): ComposeMap {
  if (node.kind === 'map') return node;
  const entries = new Map<string, ComposeNode>();
  for (const item of sequenceOf(node))
    if (item.kind === 'scalar' && item.value !== null) entries.set(item.text, nullAt(item.at));
  return mapAt(node.at, entries);
}

/** A lone text as a list of one; a map as its `KEY=VALUE` items. */
export function sequenceOf(node: ComposeNode): readonly ComposeNode[] {
  if (node.kind === 'seq') return node.items;
  if (node.kind === 'scalar') return node.value === null ? [] : [node];
  return [...node.entries].flatMap(([key, value]) => pairs(key, value));
}

function pairs(key: string, value: ComposeNode): readonly ComposeNode[] {
  if (value.kind === 'seq') return value.items.flatMap((item) => pairs(key, item));
  if (value.kind === 'map') return [];
  return [value.value === null ? textFrom(value, key) : textFrom(value, `${key}=${plainText(value)}`)];
}

/** A scalar as Go prints it: `1.50` is 1.5, `1000000.0` is 1e+06, `0777` is 511; `yes` stays. */
export function plainText({ value, text }: ComposeScalar): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return text;
  return isFloat(text) ? goFloat(value) : String(value);
}

function isFloat(text: string): boolean {
  return /[.eE]/.test(text) && !/^[-+]?0x/i.test(text);
}

function goFloat(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  // The shortest digits take the exponent form below 1e-04 and from 1e+06 on.
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** What compose-go casts to a boolean where the schema asks for one; null for what it refuses. */
export function booleanOf(value: ComposeScalar['value']): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (/^(?:true|y|yes|on)$/i.test(value)) return true;
  return /^(?:false|n|no|off)$/i.test(value) ? false : null;
}
