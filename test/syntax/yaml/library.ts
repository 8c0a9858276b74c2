import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml';
import type { YamlDialect, YamlDocument, YamlEntry, YamlNode } from '../../../src/syntax/yaml/node.ts';

/** The whole language, by the library: slow, and the reference for the fast path. */
export function parseWithLibrary(text: string, dialect: YamlDialect): readonly YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: dialect === 'core' ? '1.2' : '1.1',
    merge: dialect !== 'core',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => convert(document, lines));
}

function convert(document: Document.Parsed, lines: LineCounter): YamlDocument {
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = document.errors.map((error) => ({
    code: error.code.toLowerCase().replaceAll('_', '-'),
    message: error.message,
    ...at(error.pos[0]),
  }));
  const line = at(document.range[0]).line;
  if (problems.length > 0) return { root: null, problems, line, comments: [] };
  return { root: nodeOf(document.contents, document, at), problems, line, comments: [] };
}

function nodeOf(
  node: Node | null,
  document: Document.Parsed,
  at: (offset: number) => { line: number; column: number },
): YamlNode | null {
  const target = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (target === null) return null;
  const position = at(target.range?.[0] ?? 0);
  if (isSeq(target)) {
    const items = target.items.map((item) => nodeOf(item as Node, document, at));
    return { kind: 'seq', items: items.filter((item) => item !== null), ...position };
  }
  if (isMap(target)) {
    const entries: YamlEntry[] = [];
    for (const pair of target.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = at(pair.key.range?.[0] ?? 0);
      const value = nodeOf(pair.value as Node | null, document, at);
      const empty: YamlNode = { kind: 'scalar', value: null, source: '', plain: true, ...key };
      entries.push({
        key: String(pair.key.value),
        keyLine: key.line,
        keyColumn: key.column,
        value: value ?? empty,
      });
    }
    return { kind: 'map', entries, ...position };
  }
  if (!isScalar(target)) return null;
  const plain = target.type === 'PLAIN';
  const value = target.value as string | number | boolean | null;
  return { kind: 'scalar', value, source: target.source ?? String(value), plain, ...position };
}
