import type { UnreadPart } from '../port.ts';
import { findPods } from './find-pods.ts';
import { readImage } from './image.ts';
import { isInert, isInstaller } from './kinds.ts';
import { gleanImages, type Gleaned } from './lone-images.ts';
import type { KubernetesObject } from './object.ts';
import { placeOf } from './place.ts';
import type { Scope } from './scope.ts';
import { reportMalformed } from './malformed.ts';
import { readWorkload } from './workload.ts';

const SHOW = 'check what the operator makes of it: kubectl get pods -o yaml | paddle-verify check -';

/**
 * An object of a kind that we do not know. Pods in it are found by shape. An image outside of them is judged as an image;
 * how its container is run stays unread, as does an object that runs something without naming an image.
 */
export function readCustom(object: KubernetesObject, scope: Scope): void {
  const { group, kind, name } = object;
  if (isInert(group, kind)) return;
  const title = `${kind}/${name}`;
  if (isInstaller(group, kind)) {
    unread(
      object,
      scope,
      `${title} installs a chart that stands elsewhere`,
      'check the chart: helm template NAME CHART | paddle-verify check -',
    );
    return;
  }
  const { pods, read } = findPods(object, reportMalformed(title, scope));
  for (const pod of pods) readWorkload(object, pod, false, scope);
  const gleaned = gleanImages(object.root, read);
  readLone(object, gleaned, scope);
  if (gleaned.images.length > 0 && pods.length === 0)
    unread(
      object,
      scope,
      `${title} names an image, and how it is run is up to the operator of ${kind}`,
      SHOW,
    );
  else if (gleaned.images.length === 0 && pods.length === 0 && gleaned.hints.length > 0)
    unread(
      object,
      scope,
      `${title} seems to run something (${gleaned.hints.slice(0, 3).join(', ')}), and holds no pod template`,
      SHOW,
    );
}

function readLone(object: KubernetesObject, { images }: Gleaned, scope: Scope): void {
  const { kind, name, namespace } = object;
  const within = namespace === null ? '' : `${namespace}/`;
  for (const { node, trail } of images) {
    const id = scope.unique(`${scope.file.path}#${within}${kind}/${name}/${trail}`);
    const owner = `${kind}/${name} ${trail}`;
    const read = readImage(
      { id, owner, role: 'container', node, fallback: node, pullPolicy: null, managed: true },
      scope,
    );
    scope.subjects.push(read.subject);
  }
}

export function unread(object: KubernetesObject, scope: Scope, detail: string, advice: string): void {
  const what = `${object.kind}/${object.name}`;
  const place = placeOf(object.at, scope.file.path);
  const part: UnreadPart = { what, code: 'not-supported-here', detail, advice, place };
  scope.unread.push(part);
}
