import { entriesOf, isMap, itemsOf, toPlain } from '../../../src/syntax/yaml/access.ts';
import type { YamlNode } from '../../../src/syntax/yaml/node.ts';
import { renderKustomization } from '../../../src/inputs/kustomize/accumulate.ts';
import { Unrenderable } from '../../../src/inputs/kustomize/unrenderable.ts';
import { surroundings } from '../../inputs/kubernetes/manifest.ts';
import type { GoOracle } from '../go-oracle.ts';

/** Files of a tree, and the folder that is built. */
export interface Overlay {
  readonly files: Readonly<Record<string, string>>;
  readonly root: string;
}

export type Rendered =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: string;
      /** We do not read this, and say so: kustomize itself may well render it. */
      readonly refused?: boolean;
    };

interface Answer {
  readonly ok: boolean;
  readonly value: unknown[];
  readonly error?: string;
}

/** What kustomize itself makes of the overlays, one answer each. */
export async function askKustomize(oracle: GoOracle, overlays: readonly Overlay[]): Promise<Rendered[]> {
  const out = await oracle.run([], overlays.map((overlay) => `${JSON.stringify(overlay)}\n`).join(''));
  return out
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => {
      const answer = JSON.parse(line) as Answer;
      return answer.ok ? { ok: true, value: sorted(answer.value) } : { ok: false, error: answer.error ?? '' };
    });
}

/** What we make of it. */
export function renderHere({ files, root }: Overlay): Rendered {
  const name = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].find(
    (file) => `${root}/${file}` in files,
  )!;
  const path = `${root}/${name}`;
  try {
    const trees = renderKustomization({ path, text: files[path]!, digest: '' }, surroundings({ files }));
    return { ok: true, value: sorted(trees.map((tree) => toPlain(withoutNulls(tree)))) };
  } catch (error) {
    if (error instanceof Unrenderable)
      return { ok: false, error: error.message, refused: error.code === 'not-supported-here' };
    throw error;
  }
}

/** Kustomize leaves some explicit nulls away and keeps others: to the API server both are nothing. */
function withoutNulls(node: YamlNode): YamlNode {
  if (node.kind === 'seq') return { ...node, items: itemsOf(node).map(withoutNulls) };
  if (!isMap(node)) return node;
  const kept = entriesOf(node).filter(({ value }) => value.kind !== 'scalar' || value.value !== null);
  return { ...node, entries: kept.map((entry) => ({ ...entry, value: withoutNulls(entry.value) })) };
}

/** Objects by who they are, keys by name, ports by number: the order of none has a meaning. */
function sorted(objects: readonly unknown[]): unknown {
  const texts = objects.map((object) => JSON.stringify(object, byKey));
  return texts.sort().map((text) => JSON.parse(text) as unknown);
}

function byKey(key: string, value: unknown): unknown {
  if (key === 'ports' && Array.isArray(value))
    return value.map((port: unknown) => JSON.stringify(port, byKey)).sort();
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
