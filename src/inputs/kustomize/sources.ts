import type { YamlNode } from '../../syntax/yaml/node.ts';
import { stringOf } from '../../syntax/yaml/access.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { placeOf } from '../kubernetes/place.ts';
import type { ReadContext } from '../port.ts';
import type { Kustomization } from './kustomization.ts';
import { joinPath } from './paths.ts';
import { inFile, type Shift } from './tree.ts';
import { Unrenderable } from './unrenderable.ts';

/**
 * kustomize reads resources and patches with go-yaml v3 and writes them out again: an unquoted `yes` is a text to it, which the
 * API server then refuses as a boolean. That is the dialect of compose files; the kustomization itself is read as kubectl does.
 */
const DIALECT = 'compose';

/** Trees out of the files and texts that a kustomization names; each file is parsed once. */
export class Sources {
  readonly context: ReadContext;
  readonly #parsed = new Map<string, readonly YamlNode[]>();

  constructor(context: ReadContext) {
    this.context = context;
  }

  /** The documents of a file, named by a text of the kustomization. */
  file(node: YamlNode, kustomization: Kustomization): readonly YamlNode[] {
    const path = joinPath(kustomization.folder, stringOf(node) ?? '');
    let known = this.#parsed.get(path);
    if (known === undefined) {
      known = this.#read(path, node, kustomization.path);
      this.#parsed.set(path, known);
    }
    return known;
  }

  #read(path: string, node: YamlNode, from: string): readonly YamlNode[] {
    const found = this.context.lookup(path);
    if (found.ok) return documentsOf(found.file.text, path, placeOf(node, from));
    const place = placeOf(node, from);
    const what =
      found.reason === 'outside' ? 'lies outside of what may be read' : `cannot be read: ${found.detail}`;
    throw new Unrenderable(`${path} ${what}`, place, found.reason === 'outside' ? 'not-permitted' : 'failed');
  }

  /** The documents of a patch that stands in the kustomization itself. */
  inline(node: YamlNode, { path, text }: Kustomization): readonly YamlNode[] {
    return documentsOf(stringOf(node) ?? '', path, placeOf(node, path), shiftOf(node, text));
  }
}

function documentsOf(
  text: string,
  path: string,
  at: ReturnType<typeof placeOf>,
  shift?: Shift,
): readonly YamlNode[] {
  const trees: YamlNode[] = [];
  for (const { root, problems } of parseYaml(text, DIALECT)) {
    const [problem] = problems;
    if (problem !== undefined) {
      const [line, column] =
        shift === undefined ? [problem.line, problem.column] : shift(problem.line, problem.column);
      const place = { path, line, column };
      const fault = {
        code: problem.code,
        message: problem.message,
        expected: 'YAML as kubectl reads it',
        place,
      };
      throw new Unrenderable(`${path}: ${problem.message}`, at, 'failed', [fault]);
    }
    if (root !== null && !(root.kind === 'scalar' && root.value === null))
      trees.push(inFile(root, path, shift));
  }
  return trees;
}

/** Places within a literal block are those of its lines; within any other text, that of the text. */
function shiftOf(node: YamlNode, text: string): Shift {
  const head = lineAt(text, node.line).slice(node.column - 1);
  if (!head.startsWith('|')) return () => [node.line, node.column];
  let first = node.line + 1;
  while (lineAt(text, first).trim() === '' && first < node.line + 1000) first++;
  const content = lineAt(text, first);
  const indent = content.length - content.trimStart().length;
  return (line, column) => [node.line + line, indent + column];
}

function lineAt(text: string, line: number): string {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}
