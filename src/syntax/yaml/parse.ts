import { parseWithLibrary } from './library.ts';
import type { YamlDialect, YamlDocument } from './node.ts';

/** Parses every document of a text. A document with a problem has no root. Never throws. */
export function parseYaml(text: string, dialect: YamlDialect): readonly YamlDocument[] {
  return parseWithLibrary(text, dialect);
}
