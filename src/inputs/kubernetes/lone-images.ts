import { parseReference } from '../../reference/parse.ts';
import type { Reference } from '../../reference/types.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, stringOf, textOf } from '../../syntax/yaml/access.ts';

/** An image that a custom object names outside any container that we know the shape of. */
export interface LoneImage {
  readonly node: YamlNode;
  /** Where it stands in the object: `spec.default.containerImage`. */
  readonly trail: string;
}

export interface Gleaned {
  readonly images: readonly LoneImage[];
  /** Signs that something is run although no image is named: `spec.replicas`, a `podTemplate` … */
  readonly hints: readonly string[];
}

const IMAGE_FIELD =
  /^(?:image|imageName|imageRef|imageReference|imageURI|imageUri|imageURL|imageUrl|.{0,60}(?:Image|_image))$/;
const HINT_FIELD = /^(?:podTemplate|podTemplateSpec|podSpec|containers|initContainers|container)$/;
const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|ico|iso|qcow2|img|raw|vmdk)$/i;

/** What a custom object says of images and of running something, apart from the containers that were read. */
export function gleanImages(root: YamlMap, read: ReadonlySet<YamlNode>): Gleaned {
  const images: LoneImage[] = [];
  const hints: string[] = [];
  const visit = (node: YamlNode, trail: string): void => {
    if (node.kind === 'scalar' || read.has(node)) return;
    if (node.kind === 'seq') {
      for (const [index, item] of node.items.entries()) visit(item, `${trail}[${String(index)}]`);
      return;
    }
    for (const entry of node.entries) {
      const here = trail === '' ? entry.key : `${trail}.${entry.key}`;
      if (here === 'metadata' || here === 'status') continue;
      const image = IMAGE_FIELD.test(entry.key) ? imageIn(entry, node) : null;
      if (image !== null) images.push({ node: image, trail: here });
      else {
        if (isHint(entry)) hints.push(here);
        visit(entry.value, here);
      }
    }
  };
  visit(root, '');
  return { images, hints };
}

function isHint({ key, value }: YamlEntry): boolean {
  if (key === 'replicas')
    return value.kind === 'scalar' && typeof value.value === 'number' && value.value > 0;
  if (key === 'resources')
    return entryOf(value, 'limits') !== undefined || entryOf(value, 'requests') !== undefined;
  return HINT_FIELD.test(key);
}

/** The node of the image, its text joined where name and tag stand apart; null when the field holds none. */
function imageIn({ key, value }: YamlEntry, parent: YamlMap): YamlNode | null {
  if (value.kind !== 'scalar') return value.kind === 'map' ? joined(value) : null;
  const text = stringOf(value) ?? '';
  if (text === '' || PICTURE.test(text)) return null;
  const parsed = parseReference(text);
  const tag = textOf(entryOf(parent, 'tag')?.value);
  if (parsed.ok && tag !== undefined && isBare(parsed.value)) return withText(value, `${text}:${tag}`);
  return isMeantAsImage(key, text, parsed.ok) ? value : null;
}

/** `image` says it; another field must at least look like a name with a tag, a digest or a path. */
const isMeantAsImage = (field: string, text: string, isReference: boolean): boolean =>
  field === 'image' || (isReference && /[:/@]/.test(text));

const isBare = ({ tag, digest }: Reference): boolean => tag === null && digest === null;

const withText = (node: YamlScalar, text: string): YamlScalar => ({ ...node, source: text, value: text });

/** `image: {registry, repository, tag, digest}`, as charts and operators write it. */
function joined(image: YamlMap): YamlNode | null {
  const repository = getNode(image, 'repository') ?? getNode(image, 'reference') ?? getNode(image, 'name');
  if (repository?.kind !== 'scalar' || typeof repository.value !== 'string') return null;
  const part = (field: string): string => textOf(getNode(image, field)) ?? '';
  const registry = part('registry') === '' ? '' : `${part('registry')}/`;
  const tag = part('tag') === '' ? '' : `:${part('tag')}`;
  const digest = part('digest') === '' ? '' : `@${part('digest')}`;
  const text = `${registry}${repository.value}${tag}${digest}`;
  return withText(repository, text);
}
