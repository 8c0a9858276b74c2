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
  const selector = SELECTORS.get(idOf(root).kind);
  return selector === undefined ? changed : withPairs(changed, selector.path, pairs, selector.create);
}

interface SelectorPath {
  readonly path: readonly string[];
  /** Made where there is none. */
  readonly create: boolean;
}

const MATCH_LABELS = ['spec', 'selector', 'matchLabels'];

const SELECTORS: ReadonlyMap<string, SelectorPath> = new Map([
  ['Service', { path: ['spec', 'selector'], create: true }],
  ['ReplicationController', { path: ['spec', 'selector'], create: true }],
  ['Deployment', { path: MATCH_LABELS, create: true }],
  ['ReplicaSet', { path: MATCH_LABELS, create: true }],
  ['DaemonSet', { path: MATCH_LABELS, create: true }],
  ['StatefulSet', { path: MATCH_LABELS, create: true }],
  ['Job', { path: MATCH_LABELS, create: false }],
  ['CronJob', { path: ['spec', 'jobTemplate', ...MATCH_LABELS], create: false }],
  ['PodDisruptionBudget', { path: MATCH_LABELS, create: false }],
  ['NetworkPolicy', { path: ['spec', 'podSelector', 'matchLabels'], create: false }],
]);

/** A Pod has no template, and a kind that kustomize does not know has none that it would touch. */
function inTemplate(root: YamlMap, name: 'labels' | 'annotations', pairs: YamlNode | undefined): YamlMap {
  const { apiVersion, kind } = idOf(root);
  const template = nativeTemplate(groupOf(apiVersion), kind);
  if (template?.[0] !== 'spec') return root;
  const outer =
    kind === 'CronJob' ? withPairs(root, ['spec', 'jobTemplate', 'metadata', name], pairs, true) : root;
  return withPairs(outer, [...template, 'metadata', name], pairs, true);
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
