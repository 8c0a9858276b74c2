import { parseYamlDocuments } from './documents.ts';
import type { YamlDialect, YamlDocument } from './node.ts';

export { parseYamlDocuments } from './documents.ts';

/** Parses every document of a text. A document with a problem has no root. Never throws. */
export function parseYaml(text: string, dialect: YamlDialect): readonly YamlDocument[] {
  return [...parseYamlDocuments(text, dialect)];
}
