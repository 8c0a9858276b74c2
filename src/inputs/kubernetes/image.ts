import type { ContainerImage } from '../../facts/container.ts';
import type { ImageRole } from '../../facts/image.ts';
import type { FileProblem } from '../../facts/inputs.ts';
import type { Place, SubjectEvidence } from '../../facts/subject.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { imageSubject } from '../image-subject.ts';
import type { ImageOrigin } from '../port.ts';
import { resolveMention, type MentionedReference } from '../resolve-mention.ts';
import { isUnset } from './fields.ts';
import { placeOf, type PlacedNode } from './place.ts';
import type { Scope } from './scope.ts';

export interface ImageRequest {
  readonly id: string;
  /** What uses the image, for messages: `Deployment/ocr container server`. */
  readonly owner: string;
  readonly role: ImageRole;
  readonly node: PlacedNode | undefined;
  /** Where to point when no image is written. */
  readonly fallback: YamlNode;
  readonly pullPolicy: string | null;
  /** An operator may fill in what is missing, or replace `$(…)`. */
  readonly managed: boolean;
}

export interface ReadImage {
  readonly subject: SubjectEvidence;
  readonly written: string | null;
  readonly reference: ContainerImage['reference'];
  readonly tag: ContainerImage['tag'];
  readonly origin: ImageOrigin | null;
  readonly place: Place;
}

const EXPECTED = 'an image with a tag and a digest: image: registry.example.com/team/app:1.4.2@sha256:…';
const RENDER = 'check the manifest after its placeholders are filled in: … | paddle-verify check -';

/** The image of one container: its subject, and what the container's own facts say of it. A fault in it is a problem of the file. */
export function readImage(request: ImageRequest, scope: Scope): ReadImage {
  const { id, role, node, pullPolicy } = request;
  const place = placeOf(node ?? request.fallback, scope.file.path);
  const written = isUnset(node) || node.kind !== 'scalar' ? null : node.source;
  const { reference, unresolved } = resolve(request, written);
  if (unresolved?.code === 'failed')
    scope.problem(faultIn(request, written), unresolved.detail, EXPECTED, place);
  const { provenance } = scope;
  const subject = imageSubject(
    {
      id,
      place,
      written: written ?? '',
      role,
      platform: null,
      pullPolicy,
      reference,
      resolvedFrom: node?.via ?? [],
      unresolved,
      provenance,
    },
    scope.context,
  );
  const tag = subject.evidence['image.tag'];
  return {
    subject,
    written,
    reference,
    tag: tag?.status === 'observed' ? tag.value : null,
    origin: reference === null ? null : scope.context.originOf(reference),
    place,
  };
}

function faultIn({ node }: ImageRequest, written: string | null): FileProblem['code'] {
  if (written === null) return isUnset(node) ? 'no-image' : 'wrong-type';
  return written === '' ? 'no-image' : 'malformed-image';
}

function resolve(request: ImageRequest, written: string | null): MentionedReference {
  const { node, owner, managed } = request;
  if (written === null || written === '') return unnamed(request, written);
  if (node?.kind === 'scalar' && typeof node.value !== 'string') return noText(owner, written);
  if (!managed && written.includes('$(')) {
    const detail = `${owner}: Kubernetes does not expand $(…) in an image: "${written.slice(0, 120)}"`;
    return { reference: null, unresolved: { code: 'failed', detail, advice: 'write the image itself' } };
  }
  return resolveMention(written, RENDER);
}

/** An operator fills in what is left out; an empty text, or one that is none, is a fault all the same. */
function unnamed({ node, owner, managed }: ImageRequest, written: string | null): MentionedReference {
  const absent = isUnset(node);
  const detail = absent || written === '' ? `${owner} names no image` : `${owner}: its image is no text`;
  if (managed && absent) {
    const advice = 'name the image in the manifest, or check the objects that the operator makes of it';
    return { reference: null, unresolved: { code: 'dependency-unavailable', detail, advice } };
  }
  return { reference: null, unresolved: { code: 'failed', detail, advice: 'write the image' } };
}

function noText(owner: string, written: string): MentionedReference {
  const detail = `${owner}: the image ${written.slice(0, 40)} is no text, and the API server takes only a text`;
  return {
    reference: null,
    unresolved: { code: 'failed', detail, advice: `write image: "${written.slice(0, 40)}"` },
  };
}
