import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, itemsOf, stringOf } from '../../syntax/yaml/access.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { placeOf } from '../kubernetes/place.ts';
import type { TextFile } from '../port.ts';
import { folderOf } from './paths.ts';
import { inFile } from './tree.ts';
import { Unrenderable } from './unrenderable.ts';

/** A kustomization file, read. */
export interface Kustomization {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly root: YamlMap;
}

/** Fields that change what is rendered in ways that only kustomize computes. */
const BEYOND_US = [
  'helmCharts',
  'helmChartInflationGenerator',
  'generators',
  'transformers',
  'replacements',
  'vars',
  'configurations',
  'openapi',
  'imageTags',
];

const READ = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'components',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'images',
  'replicas',
]);

const ABOUT = new Set(['apiVersion', 'kind', 'metadata']);

/** Without effect on what the rules look at: config maps and secrets, their names, the order of the output. */
const HARMLESS = new Set([
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
  'helmGlobals',
  'validators',
  'crds',
  'sortOptions',
  'buildMetadata',
]);

/** @throws {@link Unrenderable} when it cannot be read, or asks for what only kustomize does. */
export function parseKustomization(file: TextFile): Kustomization {
  const { path, text } = file;
  const start = { path, line: 1, column: 1 };
  const [document, ...others] = parseYaml(text, 'kubernetes');
  const problem = [document, ...others].flatMap((part) => part?.problems ?? [])[0];
  if (problem !== undefined) {
    const place = { path, line: problem.line, column: problem.column };
    throw new Unrenderable(`${path}: ${problem.message}`, place, 'failed', [
      { code: problem.code, message: problem.message, expected: 'YAML as kustomize reads it', place },
    ]);
  }
  if (document?.root?.kind !== 'map' || others.length > 0)
    throw new Unrenderable(`${path} holds no kustomization`, start, 'failed', [
      {
        code: 'no-kustomization',
        message: `${path} holds no kustomization`,
        expected: 'one document: resources: [deployment.yaml]',
        place: start,
      },
    ]);
  const root = inFile(document.root, path);
  if (root.kind !== 'map') throw new TypeError('a copy of a map is a map');
  refuse(root, path);
  return { path, folder: folderOf(path), text, root };
}

function refuse(root: YamlMap, path: string): void {
  if (root.entries.every(({ key, value }) => ABOUT.has(key) || isEmpty(value)))
    throw new Unrenderable(`${path} asks for nothing`, placeOf(root, path), 'failed');
  for (const { key, value } of root.entries) {
    if (isEmpty(value)) continue;
    if (BEYOND_US.includes(key))
      throw new Unrenderable(`${path} uses ${key}, which only kustomize computes`, placeOf(value, path));
    if (!READ.has(key) && !HARMLESS.has(key))
      throw new Unrenderable(`${path}: kustomize knows no field ${key}`, placeOf(value, path), 'failed');
  }
}

function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'scalar') return node.value === null || node.value === '';
  return (node.kind === 'map' ? node.entries : node.items).length === 0;
}

export function field(kustomization: Kustomization, name: string): YamlNode | undefined {
  return entryOf(kustomization.root, name)?.value;
}

export function listOf(kustomization: Kustomization, name: string): readonly YamlNode[] {
  const node = field(kustomization, name);
  if (node !== undefined && node.kind !== 'seq' && !isEmpty(node))
    throw new Unrenderable(`${name} is no list`, placeOf(node, kustomization.path), 'failed');
  return itemsOf(node);
}

/** A text field of an entry. Kustomize refuses numbers here (`newTag: 2.6`), and so does this. */
export function textIn(node: YamlNode | undefined, name: string, path: string): string | null {
  const value = entryOf(node, name)?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return null;
  const text = stringOf(value);
  if (text === undefined)
    throw new Unrenderable(
      `${name} is no text, and kustomize takes only a text`,
      placeOf(value, path),
      'failed',
    );
  return text;
}
