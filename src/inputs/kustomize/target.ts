import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, textOf } from '../../syntax/yaml/access.ts';
import { groupOf } from '../kubernetes/kinds.ts';
import { placeOf } from '../kubernetes/place.ts';
import { idOf, originalId, type Resource } from './resource.ts';
import { Unrenderable } from './unrenderable.ts';

/** Longest pattern and most repetitions that are matched against names of at most 253 characters. */
const MAX_PATTERN = 500;
const MAX_REPEATS = 3;

type Matches = (text: string) => boolean;

/** The resources that a `target` selects: by patterns of kind, name and the like, by labels and annotations. */
export function selectTargets(
  target: YamlNode,
  resources: readonly Resource[],
  path: string,
): readonly Resource[] {
  const pattern = (name: string): Matches => patternOf(entryOf(target, name)?.value, path);
  const [group, version, kind] = [pattern('group'), pattern('version'), pattern('kind')];
  const [name, namespace] = [pattern('name'), pattern('namespace')];
  const labels = requirements(entryOf(target, 'labelSelector')?.value, path);
  const annotations = requirements(entryOf(target, 'annotationSelector')?.value, path);
  return resources.filter((resource) => {
    const [now, before] = [idOf(resource.root), originalId(resource)];
    return (
      (name(now.name) || name(before.name)) &&
      (namespace(now.namespace) || namespace(before.namespace)) &&
      kind(now.kind) &&
      group(groupOf(now.apiVersion)) &&
      version(now.apiVersion.slice(now.apiVersion.indexOf('/') + 1)) &&
      meets(resource.root, 'labels', labels) &&
      meets(resource.root, 'annotations', annotations)
    );
  });
}

const ANYTHING: Matches = () => true;

/** Anchored at both ends. Patterns that could take long, or that only Go understands, are refused. */
function patternOf(node: YamlNode | undefined, path: string): Matches {
  const text = textOf(node) ?? '';
  if (node === undefined || text === '') return ANYTHING;
  if (/^[A-Za-z0-9_:/ -]{0,253}$/.test(text)) return (word) => word === text;
  const repeats = text.match(/[*+{]/g)?.length ?? 0;
  const place = placeOf(node, path);
  if (text.length > MAX_PATTERN || repeats > MAX_REPEATS || /\)[*+{?]|\(\?|\\[pPQEAz]|\[\[:/.test(text))
    throw new Unrenderable('a pattern of a target is not read here', place);
  try {
    const anchored = new RegExp(`^(?:${text})$`, 'u');
    return (word) => word.length <= 253 && anchored.test(word);
  } catch {
    throw new Unrenderable('a pattern of a target is none', place, 'failed');
  }
}

interface Requirement {
  readonly key: string;
  readonly value: string | null;
  readonly negated: boolean;
}

const REQUIREMENT = /^(!?)([A-Za-z0-9_./-]{1,317})(?:\s{0,9}(==?|!=)\s{0,9}([A-Za-z0-9_.-]{0,63}))?$/;

/** `a=b,c!=d,e,!f`; sets (`x in (a,b)`) are refused. */
function requirements(node: YamlNode | undefined, path: string): readonly Requirement[] {
  const text = textOf(node) ?? '';
  if (node === undefined || text.trim() === '') return [];
  return text.split(',').map((part) => {
    const [, not = '', key = '', operator, value = ''] = REQUIREMENT.exec(part.trim()) ?? [];
    if (key === '') throw new Unrenderable('a selector of a target is not read here', placeOf(node, path));
    if (operator === undefined) return { key, value: null, negated: not === '!' };
    return { key, value, negated: operator === '!=' };
  });
}

function meets(root: YamlMap, field: 'labels' | 'annotations', wanted: readonly Requirement[]): boolean {
  const present = getNode(root, 'metadata', field);
  return wanted.every(({ key, value, negated }) => {
    const text = textOf(entryOf(present, key)?.value);
    return (value === null ? text !== undefined : text === value) !== negated;
  });
}
