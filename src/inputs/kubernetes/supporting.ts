import type { SupportingObject } from '../../facts/workload.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entriesOf, entryOf, getNode, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import type { KubernetesObject } from './object.ts';
import { placeOf } from './place.ts';
import { expressionOf } from './placement.ts';
import { NO_TEXTS, textMap } from './text-map.ts';

/** Where an object of each kind says which pods it means: its selector, or the workload that it scales. */
const SELECTORS: ReadonlyMap<
  string,
  { readonly kind: SupportingObject['kind']; readonly selector: string | null }
> = new Map([
  ['/Service', { kind: 'Service', selector: 'selector' }],
  ['/Namespace', { kind: 'Namespace', selector: null }],
  ['/ServiceAccount', { kind: 'ServiceAccount', selector: null }],
  ['policy/PodDisruptionBudget', { kind: 'PodDisruptionBudget', selector: 'selector' }],
  ['networking.k8s.io/NetworkPolicy', { kind: 'NetworkPolicy', selector: 'podSelector' }],
  ['autoscaling/HorizontalPodAutoscaler', { kind: 'HorizontalPodAutoscaler', selector: null }],
  ['keda.sh/ScaledObject', { kind: 'ScaledObject', selector: null }],
  ['monitoring.coreos.com/ServiceMonitor', { kind: 'ServiceMonitor', selector: 'selector' }],
  ['monitoring.coreos.com/PodMonitor', { kind: 'PodMonitor', selector: 'selector' }],
] as const);

/** The object as what bears on workloads, or null when its kind does not. */
export function readSupporting(object: KubernetesObject, path: string): SupportingObject | null {
  const known = SELECTORS.get(`${object.group}/${object.kind}`);
  if (known === undefined) return null;
  const { name, namespace, labels, annotations } = object;
  const spec = entryOf(object.root, 'spec')?.value;
  const selector =
    known.selector === null ? NOTHING : selectorOf(known.kind, entryOf(spec, known.selector)?.value);
  const target = targetOf(entryOf(spec, 'scaleTargetRef')?.value);
  const place = placeOf(object.at, path);
  return { kind: known.kind, name, namespace, labels, annotations, ...selector, target, place };
}

type Selector = Pick<SupportingObject, 'selector' | 'expressions'>;

const NOTHING: Selector = { selector: null };

/** A Service selects by plain labels, nothing without them; the others by matchLabels, and everything with an empty selector. */
function selectorOf(kind: SupportingObject['kind'], node: YamlNode | undefined): Selector {
  if (node?.kind !== 'map') return NOTHING;
  if (kind === 'Service') return node.entries.length === 0 ? NOTHING : { selector: textMap(node) };
  const labels = entryOf(node, 'matchLabels')?.value;
  const selector = entriesOf(labels).length === 0 ? NO_TEXTS : textMap(labels);
  const expressions = itemsOf(entryOf(node, 'matchExpressions')?.value).map(expressionOf);
  return expressions.length === 0 ? { selector } : { selector, expressions };
}

/** KEDA scales a Deployment unless it says otherwise; an HPA has to say. */
function targetOf(node: YamlNode | undefined): SupportingObject['target'] {
  const name = textOf(getNode(node, 'name'));
  return name === undefined ? null : { kind: textOf(getNode(node, 'kind')) ?? 'Deployment', name };
}
