import type { Evidence } from '../../facts/evidence.ts';
import type { At } from '../../facts/subject.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, stringOf } from '../../syntax/yaml/access.ts';
import { FieldReader, isUnset } from './fields.ts';
import { atOf } from './place.ts';
import type { Pod } from './pod.ts';
import { emptyRecord } from './text-map.ts';

type Variables = Record<string, string | null>;

/** Variables in the order in which the kubelet sets them; what comes out of config maps and secrets has no value here. */
export function readEnvironment(
  pod: Pod,
  container: YamlMap,
  owner: string,
): Evidence<'container.environment'> {
  const fields = new FieldReader(owner);
  const variables: Variables = emptyRecord();
  const at = emptyRecord<At>();
  const from = fields.list(entryOf(container, 'envFrom')?.value, 'envFrom');
  for (const item of fields.list(entryOf(container, 'env')?.value, 'env')) {
    const nameNode = entryOf(item, 'name')?.value;
    const name = stringOf(nameNode);
    if (nameNode === undefined || name === undefined) {
      fields.wrongType(item, 'env', 'env: [{name: NAME, value: "…"}]', 'a list of name and value');
      continue;
    }
    const valueNode = entryOf(item, 'value')?.value;
    at[name] = atOf(isUnset(valueNode) ? nameNode : valueNode);
    if (!isUnset(entryOf(item, 'valueFrom')?.value)) variables[name] = null;
    else variables[name] = expand(literal(fields, valueNode, name), variables, from.length > 0);
  }
  const [first] = from;
  if (first !== undefined)
    fields.gap(
      'envFrom',
      `line ${String(first.line)}: variables come from a config map or secret, which is not read`,
      'set the variables that matter under env',
    );
  return fields.evidence({ variables, at }, pod.scope.provenance);
}

/** Placeholders in a variable's text are the program's own business more often than a template: they are kept. */
function literal(fields: FieldReader, node: YamlNode | undefined, name: string): string {
  if (isUnset(node)) return '';
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    const text = node.kind === 'scalar' ? node.source : '';
    fields.wrongType(node, `env.${name}`, `value: "${text}"`, 'a text');
    return text;
  }
  return node.value;
}

/** Longer values are left unknown: each variable may repeat the one before it, and so double without end. */
const LONGEST_VALUE = 65_536;

const REFERENCE = /\$\$|\$\(([^)]{1,253})\)/g;

/**
 * Replaces `$(NAME)` by variables set before, as the kubelet does: `$$` stands for `$`, what is not known stays as it
 * stands. Null when the value depends on one that is not known here, or grows beyond all use.
 */
function expand(text: string, known: Variables, others: boolean): string | null {
  if (!text.includes('$')) return text;
  const unknown: string[] = [];
  let length = 0;
  const expanded = text.replace(REFERENCE, (written: string, name: string) => {
    if (written === '$$') return '$';
    const value = known[name];
    length += value?.length ?? 0;
    if (value === null || (value === undefined && others) || length > LONGEST_VALUE) unknown.push(name);
    return unknown.length > 0 ? '' : (value ?? written);
  });
  return unknown.length > 0 ? null : expanded;
}
