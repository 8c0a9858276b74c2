import type { Mount } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, itemsOf, stringOf, textOf } from '../../syntax/yaml/access.ts';
import { holdsPlaceholder } from '../placeholder.ts';
import { FieldReader } from './fields.ts';
import { atOf, placeOf, type PlacedNode } from './place.ts';
import type { Pod } from './pod.ts';

type Volume = Pick<Mount, 'type' | 'source'> & { readonly readOnly: boolean };

const NOWHERE: Volume = { type: 'other', source: null, readOnly: false };
const NONE: readonly string[] = [];

/** What is mounted where. A mount is read-only when it, or the source of its volume, says so. */
export function readMounts(pod: Pod, container: YamlMap, owner: string): Evidence<'container.mounts'> {
  const fields = new FieldReader(owner);
  const mounts: Mount[] = [];
  const claims = claimNames(pod);
  for (const node of fields.list(entryOf(container, 'volumeMounts')?.value, 'volumeMounts')) {
    const name = fields.text(entryOf(node, 'name')?.value, 'volumeMounts.name');
    const targetNode = entryOf(node, 'mountPath')?.value;
    const target = fields.text(targetNode, 'volumeMounts.mountPath');
    if (name === null || target === null) continue;
    const volume = volumeOf(pod, name, claims);
    if (volume === null && pod.native)
      fields.gap(
        'volumeMounts',
        `line ${String(node.line)}: no volume is called ${name}`,
        `add the volume ${name}`,
      );
    mounts.push(mountOf(fields, node, container, target, volume ?? NOWHERE));
    if (target.startsWith('/')) fields.at[target] = atOf(targetNode ?? node);
  }
  return fields.evidence({ mounts, devices: NONE, at: fields.at }, pod.scope.provenance);
}

function mountOf(
  fields: FieldReader,
  node: YamlNode,
  container: YamlMap,
  target: string,
  volume: Volume,
): Mount {
  const readOnly = fields.boolean(entryOf(node, 'readOnly')?.value, 'volumeMounts.readOnly', false);
  const subPath = volume.type === 'hostPath' ? stringOf(entryOf(node, 'subPath')?.value) : undefined;
  const source =
    subPath === undefined || volume.source === null ? volume.source : `${volume.source}/${subPath}`;
  if (volume.type === 'hostPath') requireKnownPath(fields, node, source);
  const { line, column } = placeInFile(entryOf(node, 'mountPath')?.value ?? node, container);
  return { target, type: volume.type, source, readOnly: readOnly === true || volume.readOnly, line, column };
}

function requireKnownPath(fields: FieldReader, node: YamlNode, source: string | null): void {
  const isOpen = source === null || holdsPlaceholder(source);
  if (!isOpen && source.startsWith('/')) return;
  const shown = source?.slice(0, 60) ?? '';
  const found =
    source === null
      ? 'not written as a text'
      : `${shown}, ${isOpen ? 'which is filled in later' : 'which is no absolute path'}`;
  fields.gap(
    'volumes.hostPath.path',
    `line ${String(node.line)}: which path of the node is mounted is ${found}`,
    'check the manifest after its placeholders are filled in: … | paddle-verify check -',
  );
}

/** A mount has no path of its own: one that a kustomize patch brought in is shown at its container. */
function placeInFile(node: PlacedNode, container: PlacedNode): { line: number; column: number } {
  return placeOf(node, '').path === placeOf(container, '').path ? node : container;
}

/** Claims that a StatefulSet makes for each of its pods. */
function claimNames(pod: Pod): ReadonlySet<string> {
  if (pod.object.kind !== 'StatefulSet') return new Set();
  const templates = itemsOf(getNode(pod.object.root, 'spec', 'volumeClaimTemplates'));
  return new Set(templates.flatMap((claim) => stringOf(getNode(claim, 'metadata', 'name')) ?? []));
}

function volumeOf(pod: Pod, name: string, claims: ReadonlySet<string>): Volume | null {
  const volume = pod.volume(name);
  if (volume === undefined)
    return claims.has(name) ? { type: 'persistentVolumeClaim', source: name, readOnly: false } : null;
  const source = volume.entries.find(({ key }) => key !== 'name');
  return source === undefined ? { type: 'emptyDir', source: null, readOnly: false } : sourceOf(source);
}

interface SourceKind {
  readonly type: Mount['type'];
  /** Field that says what is mounted; null where the kind itself says it. */
  readonly field: string | null;
  readonly readOnly: boolean;
}

const SOURCES: ReadonlyMap<string, SourceKind> = new Map<string, SourceKind>([
  ['hostPath', { type: 'hostPath', field: 'path', readOnly: false }],
  ['persistentVolumeClaim', { type: 'persistentVolumeClaim', field: 'claimName', readOnly: false }],
  ['ephemeral', { type: 'persistentVolumeClaim', field: 'claimName', readOnly: false }],
  ['emptyDir', { type: 'emptyDir', field: 'medium', readOnly: false }],
  // The kubelet mounts these read-only whatever the mount says (since 1.9.4).
  ['configMap', { type: 'configMap', field: 'name', readOnly: true }],
  ['secret', { type: 'secret', field: 'secretName', readOnly: true }],
  ['projected', { type: 'other', field: null, readOnly: true }],
  ['downwardAPI', { type: 'other', field: null, readOnly: true }],
  ['image', { type: 'other', field: 'reference', readOnly: true }],
]);

const OTHER: SourceKind = { type: 'other', field: 'driver', readOnly: false };

function sourceOf({ key, value }: YamlEntry): Volume {
  const text = (field: string): string | null => textOf(entryOf(value, field)?.value) ?? null;
  const written = entryOf(value, 'readOnly')?.value;
  const readOnly = written?.kind === 'scalar' && written.value === true;
  if (key === 'nfs')
    return { type: 'nfs', source: `${text('server') ?? ''}:${text('path') ?? ''}`, readOnly };
  const { type, field, readOnly: always } = SOURCES.get(key) ?? OTHER;
  const source = field === null ? null : text(field);
  return { type, source: source ?? (type === 'other' ? key : null), readOnly: readOnly || always };
}

/** Paths of the node that the pod's volumes name, mounted or not. */
export function hostPathsOf(pod: Pod): readonly string[] {
  return itemsOf(pod.field('volumes')).flatMap((volume) => textOf(getNode(volume, 'hostPath', 'path')) ?? []);
}
