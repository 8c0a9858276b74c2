import type { Place } from '../../facts/subject.ts';
import { booleanOf, keyValueMap, mapOfNames, sequenceOf } from './forms.ts';
import { folderOf } from './paths.ts';
import { mapAt, textFrom, type ComposeMap, type ComposeNode } from './tree.ts';

/** Two files that Docker Compose refuses to lay one over the other: a map meets a list. */
export type OnConflict = (path: string, place: Place) => void;

type Merger = (base: ComposeNode, over: ComposeNode, path: string, onConflict: OnConflict) => ComposeNode;

/** The special rules of compose-go's `override` package, by path below a service. All else merges by its kind. */
const SERVICE_RULES: ReadonlyMap<string, Merger> = new Map<string, Merger>([
  ...rules(keyValues, 'annotations', 'environment', 'labels', 'sysctls', 'deploy.labels'),
  ...rules(keyValues, 'build.args', 'build.additional_contexts', 'build.labels'),
  ...rules(replace, 'command', 'entrypoint', 'healthcheck.test'),
  ...rules(sequences, 'dns', 'dns_opt', 'dns_search', 'extra_hosts', 'tmpfs'),
  ...rules(files, 'env_file', 'label_file'),
  ...rules(names, 'depends_on', 'models', 'networks'),
  ['build', builds],
]);

function rules(merger: Merger, ...paths: readonly string[]): [string, Merger][] {
  return paths.map((path) => [path, merger]);
}

/** Lays one service over another, as `extends` and further files do. */
export function mergeServices(base: ComposeMap, over: ComposeMap, onConflict: OnConflict): ComposeMap {
  return mergeMaps(base, over, '', onConflict);
}

/** Lays one file over another. Of what lies beside the services only names are looked at: the later one wins. */
export function mergeFiles(base: ComposeMap, over: ComposeMap, onConflict: OnConflict): ComposeMap {
  const entries = new Map(base.entries);
  for (const [key, value] of over.entries) {
    const below = entries.get(key);
    if (below?.kind !== 'map' || value.kind !== 'map') setMerged(entries, key, value);
    else entries.set(key, mergeNamed(below, value, isContainers(key) ? onConflict : null));
  }
  return { ...base, entries };
}

function isContainers(key: string): boolean {
  return key === 'services' || key === 'jobs';
}

function mergeNamed(base: ComposeMap, over: ComposeMap, onConflict: OnConflict | null): ComposeMap {
  if (over.tag === '!override') return over;
  const entries = new Map(base.entries);
  for (const [name, value] of over.entries) {
    const below = entries.get(name);
    if (value.tag === undefined && below?.kind === 'map' && value.kind === 'map')
      entries.set(name, mergeMaps(below, value, '', onConflict ?? ignore));
    else setMerged(entries, name, value);
  }
  return { ...base, entries };
}

const ignore: OnConflict = () => undefined;

/** A null says nothing over what is there already. */
function setMerged(entries: Map<string, ComposeNode>, key: string, value: ComposeNode): void {
  const empty = value.kind === 'scalar' && value.value === null;
  if (!empty || value.tag !== undefined || !entries.has(key)) entries.set(key, value);
}

function mergeNodes(base: ComposeNode, over: ComposeNode, path: string, onConflict: OnConflict): ComposeNode {
  // Tags stay on: a service that extended another may lie over a third.
  if (over.tag !== undefined) return over;
  const special = SERVICE_RULES.get(path);
  if (special !== undefined) return tagged(base, special(base, over, path, onConflict));
  if (over.kind === 'scalar' && over.value === null) return base;
  if (base.kind === 'scalar') return over;
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, path, onConflict);
  if (base.kind === 'seq' && over.kind === 'seq') return { ...base, items: joined(base.items, over.items) };
  // ulimits may change between a number and a map; nothing else may change its kind.
  if (!path.startsWith('ulimits.')) onConflict(path, over.at);
  return over;
}

/** What replaced a field below keeps replacing it when more is laid over. */
function tagged(base: ComposeNode, merged: ComposeNode): ComposeNode {
  return base.tag === '!override' ? { ...merged, tag: '!override' } : merged;
}

function mergeMaps(base: ComposeMap, over: ComposeMap, path: string, onConflict: OnConflict): ComposeMap {
  const entries = new Map(base.entries);
  for (const [key, value] of over.entries) {
    const below = entries.get(key);
    const merged =
      below === undefined || below.tag === '!reset'
        ? value
        : mergeNodes(below, value, path === '' ? key : `${path}.${key}`, onConflict);
    entries.set(key, merged);
  }
  return { ...base, entries };
}

/** Appends what is not there yet, letter by letter. */
function joined(
  base: readonly ComposeNode[],
  over: readonly ComposeNode[],
  keyOf: (item: ComposeNode) => string = fingerprint,
): readonly ComposeNode[] {
  const known = new Set(base.map(keyOf));
  const added = over.filter((item) => {
    const print = keyOf(item);
    if (known.has(print)) return false;
    known.add(print);
    return true;
  });
  return [...base, ...added];
}

/** A text that two equal values share. Of what stands in lists, only `read_only` is cast before it is compared. */
export function fingerprint(node: ComposeNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'seq') return `[${node.items.map(fingerprint).join(',')}]`;
  const entries = [...node.entries].map(
    ([key, value]) => `${JSON.stringify(key)}:${key === 'read_only' ? cast(value) : fingerprint(value)}`,
  );
  return `{${entries.sort().join(',')}}`;
}

function cast(node: ComposeNode): string {
  return (node.kind === 'scalar' ? booleanOf(node.value) : null)?.toString() ?? fingerprint(node);
}

function replace(_base: ComposeNode, over: ComposeNode): ComposeNode {
  return over;
}

/** By key, and from then on as a list: compose-go looks up names without a value in lists only. */
function keyValues(base: ComposeNode, over: ComposeNode): ComposeNode {
  const entries = new Map(keyValueMap(base).entries);
  for (const [key, value] of keyValueMap(over).entries) entries.set(key, value);
  return { kind: 'seq', items: sequenceOf(mapAt(base.at, entries)), at: base.at };
}

function sequences(base: ComposeNode, over: ComposeNode): ComposeNode {
  return { kind: 'seq', items: joined(sequenceOf(base), sequenceOf(over)), at: base.at };
}

/** Paths are those of the folder in which they are written: `.env` of another folder is another file. */
function files(base: ComposeNode, over: ComposeNode): ComposeNode {
  const keyOf = (item: ComposeNode): string => `${folderOf(item.at.path)}\u0000${fingerprint(item)}`;
  const listed = (node: ComposeNode): readonly ComposeNode[] =>
    node.kind === 'map' ? [node] : sequenceOf(node);
  return { kind: 'seq', items: joined(listed(base), listed(over), keyOf), at: base.at };
}

function names(base: ComposeNode, over: ComposeNode, path: string, onConflict: OnConflict): ComposeNode {
  return mergeMaps(mapOfNames(base), mapOfNames(over), path, onConflict);
}

function builds(base: ComposeNode, over: ComposeNode, path: string, onConflict: OnConflict): ComposeNode {
  return mergeMaps(buildMap(base), buildMap(over), path, onConflict);
}

function buildMap(node: ComposeNode): ComposeMap {
  if (node.kind === 'map') return node;
  if (node.kind === 'seq' || node.value === null) return mapAt(node.at);
  return mapAt(node.at, new Map([['context', textFrom(node, node.text)]]));
}
