import type { ContainerPrivileges } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { field, specOf, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import { mapOfNames } from './forms.ts';
import { escalationOf } from './security-options.ts';
import { entriesOf, knownText, nodeAt, type ComposeNode } from './tree.ts';

/** What a container may do beyond its own namespaces. */
export function privilegesOf(spec: ContainerSpec, fields: Fields): Evidence<'container.privileges'> {
  const value: ContainerPrivileges = {
    privileged: fields.boolean(field(spec, 'privileged'), 'privileged', true),
    allowPrivilegeEscalation: escalationOf(spec, fields),
    capabilitiesAdd: capabilities(fields, field(spec, 'cap_add'), 'capabilitiesAdd', []),
    capabilitiesDrop: capabilities(fields, field(spec, 'cap_drop'), 'capabilitiesDrop', ['ALL']),
    readOnlyRootFilesystem: fields.boolean(field(spec, 'read_only'), 'readOnlyRootFilesystem', false),
    hostNetwork: hostNetwork(spec, fields),
    hostPID: sharesHost(spec, fields, 'pid', 'hostPID'),
    hostIPC: sharesHost(spec, fields, 'ipc', 'hostIPC'),
    at: fields.at,
  };
  return fields.partial(value);
}

/** Names without CAP_, upper case. @param safe what to read where the list is not known. */
function capabilities(
  fields: Fields,
  node: ComposeNode | undefined,
  name: string,
  safe: readonly string[],
): readonly string[] {
  const known = fields.texts(node, name).flatMap((item) => {
    if (fields.isUnknown(item, name) || item.kind !== 'scalar') return [];
    return [item.text.toUpperCase().replace(/^CAP_/, '')];
  });
  if (node !== undefined) fields.mark(name, node.kind === 'seq' ? (node.items[0] ?? node) : node);
  return fields.open && !known.includes('ALL') ? [...known, ...safe] : known;
}

/** `network_mode: host`, or the engine's network `host` by way of `networks`. */
function hostNetwork(spec: ContainerSpec, fields: Fields): boolean | null {
  const shared = sharesHost(spec, fields, 'network_mode', 'hostNetwork');
  if (shared !== null) return shared;
  const networks = field(spec, 'networks');
  if (networks === undefined) return null;
  for (const [name, node] of mapOfNames(networks).entries) {
    const defined = nodeAt(spec.project.model, 'networks', name);
    const known =
      knownText(nodeAt(defined, 'name')) ?? (nodeAt(defined, 'external') === undefined ? null : name);
    if (known !== 'host') continue;
    fields.mark('hostNetwork', node);
    return true;
  }
  return null;
}

/** Whether a namespace is the host's, also by way of `service:NAME`; null where none is written. */
function sharesHost(spec: ContainerSpec, fields: Fields, key: string, name: string): boolean | null {
  const node = field(spec, key);
  const text = fields.text(node, name);
  if (text === null) return null;
  const seen = new Set<string>();
  let mode: string | undefined = text;
  while (mode?.startsWith('service:') === true && !seen.has(mode)) {
    seen.add(mode);
    mode = knownText(nodeAt(entriesOf(spec.project.model.entries.get('services')).get(mode.slice(8)), key));
  }
  if (mode?.startsWith('container:') === true)
    fields.unknown(`${key}: ${mode}`, {
      why: 'the other container is not part of the project',
      advice: 'name a service of this project: service:NAME',
    });
  return mode === 'host';
}

/** A service of the same project, or undefined. */
export function siblingOf(spec: ContainerSpec, name: string): ContainerSpec | undefined {
  const node = entriesOf(spec.project.model.entries.get('services')).get(name);
  return node?.kind === 'map' ? specOf('service', name, node, spec.project) : undefined;
}
