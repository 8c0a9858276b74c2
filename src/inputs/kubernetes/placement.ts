import type { Evidence } from '../../facts/evidence.ts';
import type { NodeExpression, Toleration, WorkloadPlacement } from '../../facts/workload.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import { FieldReader } from './fields.ts';
import { atOf } from './place.ts';
import type { Pod } from './pod.ts';
import { textMap } from './text-map.ts';

/** On which nodes a pod can land. */
export function readPlacement(pod: Pod): Evidence<'workload.placement'> {
  const fields = new FieldReader(pod.title);
  const nodeSelector = fields.map(pod.field('nodeSelector'), 'nodeSelector');
  if (nodeSelector !== undefined) fields.at['nodeSelector'] = atOf(nodeSelector);
  for (const { key, value } of nodeSelector?.entries ?? []) fields.text(value, `nodeSelector.${key}`);
  const terms = getNode(
    fields.map(pod.field('affinity'), 'affinity'),
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  );
  if (terms !== undefined) fields.at['nodeAffinity'] = atOf(terms);
  const value: WorkloadPlacement = {
    nodeSelector: textMap(nodeSelector),
    requiredTerms: fields.list(terms, 'nodeSelectorTerms').map(expressionsOf),
    tolerations: fields.list(pod.field('tolerations'), 'tolerations').map(tolerationOf),
    runtimeClass: fields.text(pod.field('runtimeClassName'), 'runtimeClass'),
    nodeName: fields.text(pod.field('nodeName'), 'nodeName'),
    at: fields.at,
  };
  return fields.evidence(value, pod.scope.provenance);
}

function expressionsOf(term: YamlNode): readonly NodeExpression[] {
  return ['matchExpressions', 'matchFields'].flatMap((field) =>
    itemsOf(entryOf(term, field)?.value).map(expressionOf),
  );
}

/** One entry of `matchExpressions`, of nodes or of labels. */
export function expressionOf(node: YamlNode): NodeExpression {
  return {
    key: textOf(entryOf(node, 'key')?.value) ?? '',
    operator: textOf(entryOf(node, 'operator')?.value) ?? '',
    values: itemsOf(entryOf(node, 'values')?.value).map((value) => textOf(value) ?? ''),
  };
}

function tolerationOf(node: YamlNode): Toleration {
  const text = (field: string): string | null => textOf(entryOf(node, field)?.value) ?? null;
  return {
    key: text('key'),
    operator: text('operator') ?? 'Equal',
    value: text('value'),
    effect: text('effect'),
  };
}
