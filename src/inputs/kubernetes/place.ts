import type { At, Place } from '../../facts/subject.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';

/**
 * A node that came from another file than the one that is read: kustomize builds its trees from many. `via` says how the
 * value came to be, outermost first.
 */
export type PlacedNode = YamlNode & { readonly path?: string; readonly via?: readonly string[] };

export function atOf(node: PlacedNode): At {
  const { line, column, path } = node;
  return path === undefined ? [line, column] : [line, column, path];
}

export function placeOf(node: PlacedNode, path: string): Place {
  return { path: node.path ?? path, line: node.line, column: node.column };
}
