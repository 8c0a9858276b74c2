import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';

export interface LibraryDocument {
  readonly error: string | null;
  readonly value: unknown;
  /** Of every plain and quoted scalar that is no key, in order: its text and place. */
  readonly scalars: readonly { readonly source: string; readonly line: number; readonly column: number }[];
}

/** What the `yaml` package makes of a text by the core schema of YAML 1.2: slow, and written by others. */
export function readWithLibrary(text: string): readonly LibraryDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const error = document.errors[0]?.code ?? null;
    const scalars: LibraryDocument['scalars'][number][] = [];
    if (error === null) collect(document.contents, document, lines, scalars);
    return { error, value: error === null ? plain(document.contents, document) : null, scalars };
  });
}

function plain(node: Node | null, document: Document): unknown {
  const target = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (isSeq(target)) return target.items.map((item) => plain(item as Node, document));
  if (isMap(target)) {
    const entries = target.items.map(
      (pair) => [keyOf(pair.key), plain(pair.value as Node | null, document)] as const,
    );
    return Object.fromEntries(entries);
  }
  return isScalar(target) ? target.value : null;
}

/** A key as it is written: `1.0` stays so. */
function keyOf(key: unknown): string {
  if (!isScalar(key)) return '';
  return key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
}

function collect(
  node: unknown,
  document: Document,
  lines: LineCounter,
  found: LibraryDocument['scalars'][number][],
): void {
  if (isSeq(node)) for (const item of node.items) collect(item, document, lines, found);
  if (isMap(node)) for (const pair of node.items) collect(pair.value, document, lines, found);
  if (isScalar(node)) collectScalar(node, lines, found);
}

function collectScalar(node: Scalar, lines: LineCounter, found: LibraryDocument['scalars'][number][]): void {
  if (node.type?.startsWith('BLOCK') === true || node.source === undefined || node.source === '') return;
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  found.push({ source: node.source, line, column: node.type === 'PLAIN' ? col : col + 1 });
}
