import type { UnreadPart, Reader } from '../port.ts';
import { objectsOf, readTree } from '../kubernetes/document.ts';
import { Neighbours } from '../kubernetes/neighbours.ts';
import { Scope } from '../kubernetes/scope.ts';
import { renderKustomization } from './accumulate.ts';
import { folderOf } from './paths.ts';
import { Unrenderable } from './unrenderable.ts';

/**
 * Reads a kustomization as what it renders. Places are those of the files that the values came from: a base, a patch, an
 * entry of `images`. One that cannot be rendered here is left unread as a whole.
 */
export const readKustomization: Reader = (file, context) => {
  try {
    const trees = renderKustomization(file, context);
    const neighbours = new Neighbours();
    for (const tree of trees) for (const object of objectsOf(tree)) neighbours.add(object);
    const scope = new Scope(file, context, neighbours, 'kustomize');
    for (const tree of trees) readTree(tree, scope);
    const { subjects, supporting, problems, unread } = scope;
    return { kind: 'kustomization', problems, subjects, supporting, unread };
  } catch (error) {
    if (!(error instanceof Unrenderable)) throw error;
    const { problems } = error;
    return {
      kind: 'kustomization',
      problems,
      subjects: [],
      supporting: [],
      unread: [unreadPart(file.path, error)],
    };
  }
};

function unreadPart(path: string, { message, code, place }: Unrenderable): UnreadPart {
  const folder = folderOf(path);
  const { path: where, line, column } = place;
  return {
    what: `kustomization ${folder === '' ? '.' : folder}`,
    code,
    detail: message,
    advice: `kustomize build ${folder === '' ? '.' : folder} | paddle-verify check -`,
    place: { path: where === '' ? path : where, line, column },
  };
}
