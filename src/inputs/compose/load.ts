import type { FileProblem } from '../../facts/inputs.ts';
import type { Place } from '../../facts/subject.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { Expander } from './interpolate.ts';
import type { ComposeMap, ComposeNode, ComposeScalar, MergeTag } from './tree.ts';
import type { Variables } from './variables.ts';

export interface LoadedFile {
  /** The documents of the file, which Docker Compose lays one over the other. */
  readonly documents: readonly ComposeMap[];
  readonly problems: readonly FileProblem[];
}

const EXPECTED = 'a Compose file: services: {app: {image: registry.example.com/team/app:1.4.2}}';
const NONE: readonly never[] = [];

/** The trees of a Compose file with their variables replaced. */
export function loadFile(path: string, text: string, variables: Variables): LoadedFile {
  const documents: ComposeMap[] = [];
  const problems: FileProblem[] = [];
  const expander = new Expander(variables);
  for (const { root, problems: faults, line } of parseYaml(text, 'compose')) {
    for (const { code, message, line, column } of faults)
      problems.push({ code, message, expected: EXPECTED, place: { path, line, column } });
    if (root === null) continue;
    const tree = convert(root, path, expander);
    if (tree.kind === 'map') documents.push(tree);
    else if (tree.kind !== 'scalar' || tree.value !== null)
      problems.push({
        code: 'not-a-map',
        message: 'the top of a Compose file is a map',
        expected: EXPECTED,
        place: { path, line, column: 1 },
      });
  }
  return { documents, problems };
}

/** Depth is bounded by the parser. */
function convert(node: YamlNode, path: string, expander: Expander): ComposeNode {
  const at = { path, line: node.line, column: node.column };
  if (node.kind === 'scalar') return scalar(node, at, expander);
  const tag = mergeTag(node.tag);
  if (node.kind === 'seq') {
    // compose-go drops an item that is tagged !reset, and nothing else with it.
    const items = node.items.filter((item) => item.tag !== '!reset');
    return { kind: 'seq', items: items.map((item) => convert(item, path, expander)), at, ...tag };
  }
  const entries = new Map<string, ComposeNode>();
  for (const { key, keyLine, keyColumn, value } of node.entries) {
    const keyAt = { path, line: keyLine, column: keyColumn };
    entries.set(key, { ...convert(value, path, expander), keyAt });
  }
  return { kind: 'map', entries, at, ...tag };
}

function scalar(node: YamlScalar, at: Place, expander: Expander): ComposeScalar {
  const { value, source, plain } = node;
  const tag = mergeTag(node.tag);
  if (typeof value !== 'string')
    return {
      kind: 'scalar',
      value,
      text: source,
      written: source,
      unknown: NONE,
      from: NONE,
      at,
      plain,
      ...tag,
    };
  const { text, unknown, from } = expander.expand(value);
  return { kind: 'scalar', value: text, text, written: value, unknown, from, at, plain, ...tag };
}

function mergeTag(tag: string | undefined): { readonly tag?: MergeTag } {
  return tag === '!reset' || tag === '!override' ? { tag } : {};
}
