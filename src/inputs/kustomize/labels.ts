import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entriesOf, entryOf } from '../../syntax/yaml/access.ts';
import { groupOf, nativeTemplate } from '../kubernetes/kinds.ts';
import { field, listOf, type Kustomization } from './kustomization.ts';
import { idOf, type Resource } from './resource.ts';
import { changeMap, withField } from './tree.ts';

interface Pairs {
  readonly pairs: YamlNode | undefined;
  readonly templates: boolean;
  readonly selectors: boolean;
}

/** `commonLabels`, `labels` and `commonAnnotations`. */
export function addLabels(kustomization: Kustomization, resources: readonly Resource[]): void {
  const added: Pairs[] = listOf(kustomization, 'labels').map((entry) => {
    const selectors = isOn(entry, 'includeSelectors');
    return {
      pairs: entryOf(entry, 'pairs')?.value,
      templates: selectors || isOn(entry, 'includeTemplates'),
      selectors,
    };
  });
  const common = field(kustomization, 'commonLabels');
  const all = [...added, { pairs: common, templates: true, selectors: true }];
  const annotations = field(kustomization, 'commonAnnotations');
  for (const resource of resources) {
    for (const pairs of all) resource.root = withLabels(resource.root, pairs);
    resource.root = withPairs(resource.root, ['metadata', 'annotations'], annotations, true);
    resource.root = inTemplate(resource.root, 'annotations', annotations);
  }
}

function isOn(node: YamlNode, name: string): boolean {
  const value = entryOf(node, name)?.value;
  return value?.kind === 'scalar' && value.value === true;
}

function withLabels(root: YamlMap, { pairs, templates, selectors }: Pairs): YamlMap {
  let changed = withPairs(root, ['metadata', 'labels'], pairs, true);
  if (templates) changed = inTemplate(changed, 'labels', pairs);
  if (!selectors) return changed;
  switch (idOf(root).kind) {
    case 'Service':
      return withPairs(changed, ['spec', 'selector'], pairs, true);
    case 'PodDisruptionBudget':
      return withPairs(changed, ['spec', 'selector', 'matchLabels'], pairs, false);
    case 'NetworkPolicy':
      return withPairs(changed, ['spec', 'podSelector', 'matchLabels'], pairs, false);
    default:
      return changed;
  }
}

/** A Pod has no template, and a kind that kustomize does not know has none that it would touch. */
function inTemplate(root: YamlMap, name: 'labels' | 'annotations', pairs: YamlNode | undefined): YamlMap {
  const { apiVersion, kind } = idOf(root);
  const template = nativeTemplate(groupOf(apiVersion), kind);
  if (template === null || template.length < 2) return root;
  return withPairs(root, [...template, 'metadata', name], pairs, true);
}

function withPairs(
  root: YamlMap,
  path: readonly string[],
  pairs: YamlNode | undefined,
  create: boolean,
): YamlMap {
  const entries = entriesOf(pairs);
  if (entries.length === 0) return root;
  return changeMap(root, path, create, (map) =>
    entries.reduce((changed, { key, value }) => withField(changed, key, value), map),
  );
}
