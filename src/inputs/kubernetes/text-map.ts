import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entriesOf } from '../../syntax/yaml/access.ts';

export type TextMap = Readonly<Record<string, string>>;

/** Without a prototype, so that a label called `constructor` or `__proto__` is a label and nothing else. */
export function emptyRecord<T>(): Record<string, T> {
  // Object.create is typed as any; an object without properties is a record of whatever.
  return Object.create(null) as Record<string, T>;
}

export const NO_TEXTS: TextMap = Object.freeze(emptyRecord<string>());

/** Labels, annotations, node selectors: text by text. Values of another type are taken by their text. */
export function textMap(node: YamlNode | undefined): TextMap {
  const entries = entriesOf(node);
  if (entries.length === 0) return NO_TEXTS;
  const texts = emptyRecord<string>();
  for (const { key, value } of entries)
    if (value.kind === 'scalar' && value.value !== null) texts[key] = value.source;
  return texts;
}

/** Whether every pair of the selector stands among the labels. */
export function selects(selector: TextMap, labels: TextMap): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}
