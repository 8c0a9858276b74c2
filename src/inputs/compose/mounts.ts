import type { ContainerMounts, Mount } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import { sequenceOf } from './forms.ts';
import { siblingOf } from './privileges.ts';
import { bytesOf } from './sizes.ts';
import { cleanPath, isHostPath, parseDevice, parseVolume } from './specifications.ts';
import { itemsOf, knownText, nodeAt, textFrom, type ComposeNode } from './tree.ts';

/** A mount with what else is needed of it. */
export interface SizedMount extends Mount {
  /** Of a tmpfs, in bytes; null where it has no size. */
  readonly size: number | null;
  readonly node: ComposeNode;
}

/** Chains of `volumes_from` are not followed further. */
const MOST_HOPS = 16;

export function mountsOf(spec: ContainerSpec, fields: Fields): Evidence<'container.mounts'> {
  const mounts = sizedMounts(spec, fields).map((mount) => placed(mount, spec));
  const devices = fields.texts(field(spec, 'devices'), 'devices').flatMap((node) => {
    fields.mark('devices', node);
    const text = deviceText(node);
    if (text !== null && !fields.isUnknown(text, 'devices')) return [text.text];
    return [];
  });
  const value: ContainerMounts = { mounts, devices, at: fields.at };
  return fields.partial(value);
}

/** Without what only this reader needs; with the file where it is not that of the service. */
function placed(
  { target, readOnly, type, source, line, column, node }: SizedMount,
  spec: ContainerSpec,
): Mount {
  const mount = { target, readOnly, type, source, line, column };
  return node.at.path === spec.place.path ? mount : { ...mount, path: node.at.path };
}

/** The host's side of an entry of `devices`. */
function deviceText(node: ComposeNode): ReturnType<typeof textFrom> | null {
  const source = node.kind === 'map' ? nodeAt(node, 'source') : node;
  if (source?.kind !== 'scalar') return null;
  return textFrom(source, node.kind === 'map' ? source.text : parseDevice(source.text).source);
}

/** Volumes, tmpfs, secrets and configs; of two at one target the last one counts. */
export function sizedMounts(spec: ContainerSpec, fields: Fields): readonly SizedMount[] {
  const found = new Map<string, SizedMount>();
  collect(spec, fields, found, new Set([spec.name]));
  return [...found.values()];
}

function collect(
  spec: ContainerSpec,
  fields: Fields,
  found: Map<string, SizedMount>,
  seen: Set<string>,
): void {
  const from =
    spec.kind === 'pre_start' ? [textFrom(spec.node, spec.name)] : itemsOf(field(spec, 'volumes_from'));
  for (const node of from) inherit(spec, node, fields, found, seen);
  const add = (mount: SizedMount | null): void => {
    if (mount !== null) found.set(mount.target, mount);
  };
  for (const node of fields.texts(field(spec, 'volumes'), 'volumes')) add(volume(spec, node, fields));
  const tmpfs = field(spec, 'tmpfs');
  for (const node of tmpfs === undefined ? [] : sequenceOf(tmpfs)) add(tmpfsMount(node, fields));
  for (const node of fields.texts(field(spec, 'secrets'), 'secrets')) add(fileMount(node, 'secret'));
  for (const node of fields.texts(field(spec, 'configs'), 'configs')) add(fileMount(node, 'configMap'));
}

function inherit(
  spec: ContainerSpec,
  node: ComposeNode,
  fields: Fields,
  found: Map<string, SizedMount>,
  seen: Set<string>,
): void {
  if (node.kind !== 'scalar' || fields.isUnknown(node, 'volumes_from')) return;
  const [name = '', access] = node.text.split(':', 2);
  if (name === 'container') {
    const why = 'the mounts of a container outside the project are not known';
    fields.gap('volumes_from', why, 'write the volumes out');
    return;
  }
  const own = spec.kind === 'pre_start';
  const other = siblingOf(spec, name);
  if (other === undefined || (!own && seen.has(name)) || seen.size > MOST_HOPS) return;
  seen.add(name);
  const theirs = new Map<string, SizedMount>();
  collect(other, fields, theirs, seen);
  for (const [target, mount] of theirs)
    found.set(target, { ...mount, readOnly: mount.readOnly || access === 'ro' });
}

function at(node: ComposeNode): Pick<SizedMount, 'line' | 'column' | 'node'> {
  const { line, column } = node.at;
  return { line, column, node };
}

function volume(spec: ContainerSpec, node: ComposeNode, fields: Fields): SizedMount | null {
  if (node.kind === 'map') return longVolume(spec, node, fields);
  if (node.kind === 'seq') return null;
  fields.isUnknown(node, 'volumes');
  const parsed = parseVolume(node.text);
  if (parsed === null) {
    fields.wrongType(node, 'volumes', 'SOURCE:TARGET[:ro]', '["./models:/models:ro"]');
    return null;
  }
  const { source, target, readOnly } = parsed;
  const base = { target: cleanPath(target), size: null, ...at(node) };
  if (source !== null && isHostPath(source)) return { ...base, type: 'bind', source, readOnly };
  return { ...base, ...named(spec, source, readOnly) };
}

const TYPES: ReadonlyMap<string, Mount['type']> = new Map([
  ['bind', 'bind'],
  ['volume', 'volume'],
  ['tmpfs', 'tmpfs'],
]);

function longVolume(spec: ContainerSpec, node: ComposeNode, fields: Fields): SizedMount | null {
  const part = (key: string): ComposeNode | undefined => nodeAt(node, key);
  const text = (key: string): string | null => {
    const value = part(key);
    if (value?.kind !== 'scalar') return null;
    fields.isUnknown(value, `volumes.${key}`);
    return value.text;
  };
  const target = text('target');
  if (target === null) {
    fields.wrongType(
      node,
      'volumes',
      'a mount with a target',
      '[{type: bind, source: ./models, target: /models}]',
    );
    return null;
  }
  const type = TYPES.get(text('type') ?? '') ?? 'other';
  // Before the mark of the whole list: a read_only that is not known leaves the mount writable, with a gap.
  const readOnly =
    part('read_only') === undefined ? false : fields.boolean(part('read_only'), 'read_only', false) === true;
  const size = nodeAt(node, 'tmpfs', 'size');
  const base = {
    target: cleanPath(target),
    size: size?.kind === 'scalar' ? bytesOf(size.text) : null,
    ...at(node),
  };
  const source = text('source');
  if (type === 'volume') return { ...base, ...named(spec, source, readOnly) };
  return { ...base, type, source, readOnly };
}

/** A named volume; the driver `local` makes binds and NFS mounts of its options. */
function named(
  spec: ContainerSpec,
  source: string | null,
  readOnly: boolean,
): Pick<Mount, 'type' | 'source' | 'readOnly'> {
  const options = source === null ? undefined : nodeAt(spec.project.model, 'volumes', source, 'driver_opts');
  if (options === undefined) return { type: 'volume', source, readOnly };
  const text = (key: string): string => knownText(nodeAt(options, key)) ?? '';
  const flags = text('o').split(',');
  const reads = readOnly || flags.includes('ro');
  const type = text('type');
  if (flags.includes('bind') || flags.includes('rbind'))
    return { type: 'bind', source: text('device'), readOnly: reads };
  if (/^nfs4?$/.test(type)) {
    const server = flags.find((flag) => flag.startsWith('addr='))?.slice(5) ?? '';
    return { type: 'nfs', source: `${server}${text('device')}`, readOnly: reads };
  }
  return { type: type === 'tmpfs' ? 'tmpfs' : 'volume', source, readOnly: reads };
}

function tmpfsMount(node: ComposeNode, fields: Fields): SizedMount | null {
  if (node.kind !== 'scalar') return null;
  fields.isUnknown(node, 'tmpfs');
  const colon = node.text.indexOf(':');
  const target = colon < 0 ? node.text : node.text.slice(0, colon);
  const options = colon < 0 ? [] : node.text.slice(colon + 1).split(',');
  const size = options.find((option) => option.startsWith('size='))?.slice(5);
  return {
    type: 'tmpfs',
    target: cleanPath(target),
    source: null,
    readOnly: options.includes('ro'),
    size: size === undefined ? null : bytesOf(size),
    ...at(node),
  };
}

/** Secrets and configs are mounted read-only at a place that has a default. */
function fileMount(node: ComposeNode, type: 'secret' | 'configMap'): SizedMount | null {
  const source = node.kind === 'map' ? knownText(nodeAt(node, 'source')) : knownText(node);
  if (source === undefined) return null;
  const folder = type === 'secret' ? '/run/secrets' : '';
  const written = node.kind === 'map' ? knownText(nodeAt(node, 'target')) : undefined;
  const target = written === undefined ? `${folder}/${source}` : absolute(written, folder);
  return { type, target, source, readOnly: true, size: null, ...at(node) };
}

function absolute(target: string, folder: string): string {
  return target.startsWith('/') ? target : `${folder}/${target}`;
}
