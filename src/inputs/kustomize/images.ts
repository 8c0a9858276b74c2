import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, stringOf } from '../../syntax/yaml/access.ts';
import { placeOf, type PlacedNode } from '../kubernetes/place.ts';
import { listOf, textIn, type Kustomization } from './kustomization.ts';
import { idOf, type Resource } from './resource.ts';
import { textAt, withField } from './tree.ts';

/** One entry of `images`. */
interface ImageChange {
  readonly name: string;
  readonly newName: string | null;
  readonly newTag: string | null;
  readonly digest: string | null;
  readonly tagSuffix: string | null;
  /** What stands in the entry, for the place of the image and for how it came to be. */
  readonly at: PlacedNode;
  readonly words: string;
}

/** `images`: new names, tags and digests for the images of containers, wherever a list of containers stands. */
export function changeImages(kustomization: Kustomization, resources: readonly Resource[]): void {
  for (const node of listOf(kustomization, 'images')) {
    const change = changeOf(node, kustomization);
    for (const resource of resources)
      if (idOf(resource.root).kind !== 'CustomResourceDefinition')
        resource.root = walkMap(resource.root, change);
  }
}

function changeOf(node: YamlNode, { path }: Kustomization): ImageChange {
  const text = (name: string): string | null => textIn(node, name, path) || null;
  const [newName, newTag, digest, tagSuffix] = [
    text('newName'),
    text('newTag'),
    text('digest'),
    text('tagSuffix'),
  ];
  const fields = { digest, newTag, tagSuffix, newName };
  const [first] = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [name]));
  const at = (first === undefined ? undefined : entryOf(node, first)?.value) ?? node;
  const written = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [`${name} ${value}`],
  );
  const words = `images: ${written.join(', ')} (${path}:${String(placeOf(at, path).line)})`;
  return { name: text('name') ?? '', newName, newTag, digest, tagSuffix, at, words };
}

function walk(node: YamlNode, change: ImageChange, key: string): YamlNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'map') return walkMap(node, change);
  const isList = key === 'containers' || key === 'initContainers';
  const items = node.items.map((item) => {
    const inner = walk(item, change, '');
    if (inner.kind !== 'map') return inner;
    if (isList) return changed(inner, 'image', change);
    return key === 'volumes' ? imageVolume(inner, change) : inner;
  });
  return { ...node, items };
}

function walkMap(map: YamlMap, change: ImageChange): YamlMap {
  return {
    ...map,
    entries: map.entries.map((entry) => ({ ...entry, value: walk(entry.value, change, entry.key) })),
  };
}

function imageVolume(volume: YamlMap, change: ImageChange): YamlMap {
  const image = entryOf(volume, 'image')?.value;
  return image?.kind === 'map' ? withField(volume, 'image', changed(image, 'reference', change)) : volume;
}

function changed(map: YamlMap, key: string, change: ImageChange): YamlMap {
  const node: PlacedNode | undefined = entryOf(map, key)?.value;
  const text = stringOf(node);
  if (node === undefined || text === undefined) return map;
  const image = split(text);
  if (image.name !== change.name) return map;
  const via = [change.words, ...(node.via ?? [`${text} (${placeOf(node, '').path}:${String(node.line)})`])];
  return withField(map, key, textAt(joined(image, change), change.at, via));
}

interface Split {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** As kustomize splits it: the digest behind @, the tag behind the last colon that is not a port's. */
function split(text: string): Split {
  const at = text.indexOf('@');
  const digest = at < 0 ? '' : text.slice(at + 1);
  const rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  if (colon <= rest.lastIndexOf('/')) return { name: rest, tag: '', digest };
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

/** A new tag takes an old digest away, and a new digest an old tag. */
function joined(image: Split, { newName, newTag, digest, tagSuffix }: ImageChange): string {
  let [tag, hash] = [image.tag, image.digest];
  if (newTag !== null || digest !== null) [tag, hash] = [newTag ?? '', digest ?? ''];
  else if (tagSuffix !== null) [tag, hash] = [`${tag}${tagSuffix}`, ''];
  return `${newName ?? image.name}${tag === '' ? '' : `:${tag}`}${hash === '' ? '' : `@${hash}`}`;
}
