import { parseYaml, parseYamlDocuments } from '../../syntax/yaml/parse.ts';
import type { YamlDocument } from '../../syntax/yaml/node.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { Reader, Take } from '../port.ts';
import { objectsOf, readKubernetesDocument } from './document.ts';
import { Neighbours } from './neighbours.ts';
import { Scope } from './scope.ts';
import { readTemplate } from './template.ts';

export { readKubernetesDocument } from './document.ts';

/** Reads a manifest: every document of a file, every object of a list. A template is left unread as a whole. */
export const readKubernetes: Reader = (file, context, take) => {
  const template = readTemplate(file, context);
  if (template !== null) return template;
  const { documents, neighbours } = withNeighbours(file.text);
  const scope = new Scope(file, context, neighbours);
  let taken = 0;
  for (const document of documents) {
    readKubernetesDocument(document, scope);
    if (take !== undefined) taken += handOver(scope.subjects, take);
  }
  const { subjects, supporting, problems, unread } = scope;
  return { kind: 'kubernetes', problems, subjects, supporting, unread, taken };
};

function handOver(subjects: SubjectEvidence[], take: Take): number {
  const count = subjects.length;
  for (const subject of subjects) take(subject);
  subjects.length = 0;
  return count;
}

interface Documents {
  /** One by one, so that only one tree at a time is in memory. */
  readonly documents: Iterable<YamlDocument>;
  /** Services and accounts of the whole file: they decide about documents that stand before them. */
  readonly neighbours: Neighbours;
}

/** Names of the kinds that matter; also met in subjects of role bindings, which costs a parse and does no harm. */
const NEIGHBOUR = /kind["']?[ \t]{0,8}:[ \t]{0,8}["']?Service(?:Account)?(?![A-Za-z])/;
const SEPARATOR = '\n---';

/** Only the documents that may hold a neighbour are parsed ahead, and a file of one document is parsed once. */
function withNeighbours(text: string): Documents {
  const neighbours = new Neighbours();
  if (!text.includes(SEPARATOR)) {
    const documents = parseYaml(text, 'kubernetes');
    for (const document of documents) addNeighbours(neighbours, document);
    return { documents, neighbours };
  }
  for (const [index, part] of NEIGHBOUR.test(text) ? text.split(SEPARATOR).entries() : []) {
    if (!NEIGHBOUR.test(part)) continue;
    // The separator is given back, so that a comment behind it stays a comment.
    for (const document of parseYaml(index === 0 ? part : `---${part}`, 'kubernetes'))
      addNeighbours(neighbours, document);
  }
  return { documents: parseYamlDocuments(text, 'kubernetes'), neighbours };
}

function addNeighbours(neighbours: Neighbours, { root }: YamlDocument): void {
  for (const object of objectsOf(root)) neighbours.add(object);
}
