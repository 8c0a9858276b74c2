import type { FileSource } from '../../facts/file-source.ts';
import type { DataProblem } from '../../schema/validate.ts';
import { decodeText } from '../../syntax/text/decode.ts';
import { entryOf, getNode, toPlain } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';

/** What is wrong with one of a team's own files, where, and what would be right. */
export interface FileProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly expected: string;
  /** One right line to copy; empty where none would help. */
  readonly example: string;
}

export interface YamlFile {
  readonly root: YamlNode | null;
  readonly problems: readonly FileProblem[];
}

/** The one document of a YAML file, or every reason why it has none. */
export function openYaml(path: string, source: FileSource): YamlFile {
  const unreadable = (message: string, expected: string, line = 1, column = 1): FileProblem => ({
    path,
    line,
    column,
    message,
    expected,
    example: '',
  });
  const read = source.read(path);
  if (!read.ok) return { root: null, problems: [unreadable(read.detail, 'a file that can be read')] };
  const decoded = decodeText(read.bytes);
  if (!decoded.ok) return { root: null, problems: [unreadable(decoded.problem.message, 'UTF-8 text')] };
  const documents = parseYaml(decoded.text, 'core');
  const problems = documents.flatMap((document) =>
    document.problems.map(({ message, line, column }) => unreadable(message, 'YAML 1.2', line, column)),
  );
  const second = documents[1];
  if (second !== undefined && problems.length === 0)
    problems.push(
      unreadable(`the file holds ${String(documents.length)} documents`, 'one document', second.line),
    );
  return { root: problems.length > 0 ? null : (documents[0]?.root ?? null), problems };
}

/** With ordinary prototypes, as ajv wants them; a `__proto__` key stays an own key. */
export function plainValue(node: YamlNode | null): unknown {
  return node === null ? null : JSON.parse(JSON.stringify(toPlain(node)));
}

/** A complaint about a value → the place of the value in its file. */
export function problemAt(
  path: string,
  root: YamlNode | null,
  problem: DataProblem,
  example: string,
): FileProblem {
  const where = problem.path.join('.');
  return {
    path,
    ...placeOf(root, problem.path),
    message: `${where}${where === '' ? '' : ': '}${problem.message}`,
    expected: problem.expected,
    example,
  };
}

export function problemLine({ path, line, column, message, expected, example }: FileProblem): string {
  const right = example === '' ? '' : `. Right: ${example}`;
  return `${path}:${String(line)}:${String(column)}: ${message}; expected ${expected}${right}`;
}

/** The place of the deepest node of a path that exists; of its key where it has one. */
export function placeOf(
  root: YamlNode | null,
  path: readonly (string | number)[],
): { readonly line: number; readonly column: number } {
  let at = { line: 1, column: 1 };
  let node: YamlNode | undefined = root ?? undefined;
  for (const step of path) {
    const entry = typeof step === 'string' ? entryOf(node, step) : undefined;
    const next = entry?.value ?? getNode(node, Number(step));
    if (next === undefined) break;
    at =
      entry === undefined
        ? { line: next.line, column: next.column }
        : { line: entry.keyLine, column: entry.keyColumn };
    node = next;
  }
  return at;
}
