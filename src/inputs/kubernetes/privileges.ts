import type { ContainerPrivileges } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf } from '../../syntax/yaml/access.ts';
import { FieldReader, isUnset } from './fields.ts';
import type { Pod } from './pod.ts';

const NONE: readonly string[] = [];

/** What a container may do beyond its own namespaces. Privileges are never inherited from the pod, host namespaces are the pod's alone. */
export function readPrivileges(
  pod: Pod,
  context: YamlNode | undefined,
  owner: string,
): Evidence<'container.privileges'> {
  const fields = new FieldReader(owner);
  const own = fields.map(context, 'securityContext');
  const capabilities = fields.map(entryOf(own, 'capabilities')?.value, 'capabilities');
  const boolean = (field: string, unsafe: boolean): boolean | null =>
    fields.boolean(entryOf(own, field)?.value, field, unsafe);
  const host = (field: string): boolean | null => fields.boolean(pod.field(field), field, true);
  const value: ContainerPrivileges = {
    privileged: boolean('privileged', true),
    allowPrivilegeEscalation: boolean('allowPrivilegeEscalation', true),
    capabilitiesAdd: names(fields, entryOf(capabilities, 'add')?.value, 'capabilitiesAdd'),
    capabilitiesDrop: names(fields, entryOf(capabilities, 'drop')?.value, 'capabilitiesDrop'),
    readOnlyRootFilesystem: boolean('readOnlyRootFilesystem', false),
    hostNetwork: host('hostNetwork'),
    hostPID: host('hostPID'),
    hostIPC: host('hostIPC'),
    at: fields.at,
  };
  return fields.evidence(value, pod.scope.provenance);
}

/** Names without CAP_, upper case, as the runtimes compare them. A single name that is no list is an unsafe claim only for `add`. */
function names(fields: FieldReader, node: YamlNode | undefined, field: string): readonly string[] {
  if (isUnset(node)) return NONE;
  const found: string[] = [];
  for (const item of fields.list(node, field)) {
    const name = fields.text(item, field);
    if (name !== null) found.push(normalized(name));
  }
  if (node.kind === 'scalar' && field === 'capabilitiesAdd') return [normalized(node.source)];
  return found;
}

function normalized(name: string): string {
  const upper = name.toUpperCase();
  return upper.startsWith('CAP_') ? upper.slice(4) : upper;
}
