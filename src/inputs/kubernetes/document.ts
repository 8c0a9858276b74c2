import type { YamlDocument, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, getNode, itemsOf, stringOf } from '../../syntax/yaml/access.ts';
import { readCustom, unread } from './custom.ts';
import { nativePod } from './find-pods.ts';
import { readImage } from './image.ts';
import { nativeTemplate } from './kinds.ts';
import { reportMalformed } from './malformed.ts';
import { objectOf, type KubernetesObject } from './object.ts';
import type { Scope } from './scope.ts';
import { readSupporting } from './supporting.ts';
import { readWorkload } from './workload.ts';

const MAX_LISTS = 8;

/** Reads one document into the scope, so that a caller can let its tree go before the next one is parsed. */
export function readKubernetesDocument({ root, problems }: YamlDocument, scope: Scope): void {
  for (const { code, message, line, column } of problems) {
    const place = { path: scope.file.path, line, column };
    scope.problem(code, message, 'YAML as kubectl reads it: two blanks a level, each key once', place);
  }
  readTree(root, scope);
}

/** Reads whatever object the tree is, or the objects of a list; a tree that is no object is left alone. */
export function readTree(root: YamlNode | null, scope: Scope): void {
  for (const object of objectsOf(root)) readObject(object, scope);
}

/** The object, or those of a `List` (`DeploymentList` …, also within one another). */
export function* objectsOf(
  root: YamlNode | null,
  outer?: { group: string; kind: string },
  depth = 0,
): Generator<KubernetesObject, void> {
  const object = objectOf(root, outer);
  if (object === null) return;
  const items = object.kind.endsWith('List') ? entryOf(object.root, 'items')?.value : undefined;
  if (items?.kind !== 'seq' || depth >= MAX_LISTS) {
    yield object;
    return;
  }
  // The API server leaves apiVersion and kind out of the items of a typed list.
  const itemKind = object.kind.slice(0, -'List'.length);
  const typed = itemKind === '' ? undefined : { group: object.group, kind: itemKind };
  for (const item of itemsOf(items)) yield* objectsOf(item, typed, depth + 1);
}

function readObject(object: KubernetesObject, scope: Scope): void {
  const supporting = readSupporting(object, scope.file.path);
  if (supporting !== null) scope.supporting.push(supporting);
  if (nativeTemplate(object.group, object.kind) === null) {
    readCustom(object, scope);
    return;
  }
  const title = `${object.kind}/${object.name}`;
  const problems = scope.problems.length;
  const pod = nativePod(object, reportMalformed(title, scope));
  if (pod !== null && pod.containers.length > 0) {
    readWorkload(object, pod, true, scope);
    readImageVolumes(object, pod.spec, scope);
  } else if (scope.problems.length === problems)
    unread(
      object,
      scope,
      `${title} has no containers, so no cluster takes it as it stands`,
      'name a patch in the kustomization that applies it, and check that: paddle-verify check DIR',
    );
}

/** Images that are mounted as volumes (Kubernetes 1.31). */
function readImageVolumes({ kind, name }: KubernetesObject, spec: YamlNode, scope: Scope): void {
  for (const volume of itemsOf(entryOf(spec, 'volumes')?.value)) {
    const image = entryOf(volume, 'image')?.value;
    const node = getNode(image, 'reference');
    if (image === undefined || node === undefined) continue;
    const owner = `${kind}/${name} volume ${stringOf(getNode(volume, 'name')) ?? '?'}`;
    const id = scope.unique(`${scope.file.path}#${kind}/${name}/volume-image`);
    const pullPolicy = null;
    const request = {
      id,
      owner,
      role: 'container',
      node,
      fallback: image,
      pullPolicy,
      managed: false,
    } as const;
    scope.subjects.push(readImage(request, scope).subject);
  }
}
