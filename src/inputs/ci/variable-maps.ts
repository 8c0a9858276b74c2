import { entriesOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';

/** One `variables:` or `env:` map, by name. */
export type VariableMap = ReadonlyMap<string, YamlNode>;

/** Indexes each map of a file once, however many jobs look names up in it. */
export class VariableMaps {
  readonly #known = new Map<YamlNode, VariableMap>();

  /** The maps of these nodes, in their order; what is no map is left out. */
  of(...nodes: readonly (YamlNode | undefined)[]): readonly VariableMap[] {
    return nodes.flatMap((node) => (node?.kind === 'map' ? [this.#index(node)] : []));
  }

  #index(node: YamlNode): VariableMap {
    let found = this.#known.get(node);
    if (found === undefined) {
      found = new Map(entriesOf(node).map(({ key, value }) => [key, value]));
      this.#known.set(node, found);
    }
    return found;
  }
}

const USED = /\$\{?([A-Za-z_]\w{0,200})/g;

/** Names of the variables that a shell text uses. */
export function usedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const found of text.matchAll(USED)) names.add(found[1] ?? '');
  return names;
}
