import type { YamlMap } from '../../syntax/yaml/node.ts';
import { entryOf, textOf } from '../../syntax/yaml/access.ts';

/** Keys by which the items of a list are the same item, from the schema of the API (x-kubernetes-list-map-keys). */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['imagePullSecrets', ['name']],
  ['secrets', ['name']],
  ['ports', ['containerPort', 'protocol']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey', 'whenUnsatisfiable']],
]);

/** Versions of which kustomize knows the schema; lists of all others are replaced as a whole. */
const KNOWN = new Set(['v1', 'apps/v1', 'batch/v1', 'batch/v1beta1']);
const SERVICE_PORTS = ['port', 'protocol'];

/** Preset of a key that may be left out. */
const PRESETS: Readonly<Record<string, string>> = { protocol: 'TCP' };

export interface ListKeys {
  /** Keys of the list in a field, or null when it is replaced as a whole. */
  (field: string): readonly string[] | null;
}

export function listKeys(apiVersion: string, kind: string): ListKeys {
  if (!KNOWN.has(apiVersion)) return () => null;
  return (field) => {
    if (field === 'ports' && kind === 'Service') return SERVICE_PORTS;
    // A pod's are merged by name; those of a service account are one value.
    if (field === 'imagePullSecrets' && kind === 'ServiceAccount') return null;
    return LISTS.get(field) ?? null;
  };
}

/** What tells an item from the others of its list; null when it lacks the key. */
export function itemKey(item: YamlMap, keys: readonly string[]): string | null {
  const parts: string[] = [];
  for (const key of keys) {
    const text = textOf(entryOf(item, key)?.value) ?? PRESETS[key];
    if (text === undefined) return null;
    parts.push(text);
  }
  return parts.join('\u0000');
}
