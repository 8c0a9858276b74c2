import type { ImageRole } from '../../facts/image.ts';
import type { Provenance } from '../../facts/evidence.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { Reference } from '../../reference/types.ts';
import { imageHealthcheck } from '../image-healthcheck.ts';
import { imageSubject } from '../image-subject.ts';
import { imageUser } from '../image-user.ts';
import type { ReadContext } from '../port.ts';
import { resolveMention, type MentionedReference } from '../resolve-mention.ts';
import { baseByArguments } from './build-base.ts';
import {
  imageContexts,
  imageOfContext,
  nothingKnown,
  publishedOf,
  setsRoot,
  type BuildScope,
  type ImageKnowledge,
} from './build.ts';
import { field, idOf, type ContainerSpec } from './container-spec.ts';
import { isNull, type ComposeNode } from './tree.ts';

const FILL_IN = 'set its variables in .env, or pass --var NAME=VALUE';
const WRITE = 'write image: registry.example.com/team/app:1.4.2, or build';

/** What `image` says. */
export interface ImageName {
  readonly written: string | null;
  readonly reference: Reference | null;
  readonly unresolved: MentionedReference['unresolved'];
  readonly node: ComposeNode | undefined;
}

export function imageNameOf(spec: ContainerSpec): ImageName {
  const node = field(spec, 'image');
  if (node === undefined) return { written: null, node, reference: null, unresolved: absent(spec) };
  if (node.kind !== 'scalar') {
    const detail = `line ${String(node.at.line)}: image is no text`;
    return { written: null, node, reference: null, unresolved: { code: 'failed', detail, advice: WRITE } };
  }
  const [unknown] = node.unknown;
  if (unknown !== undefined) {
    const { why, advice } = unknown;
    const detail = `${node.written.slice(0, 120)}: ${why}`;
    return {
      written: node.written,
      node,
      reference: null,
      unresolved: { code: 'dependency-unavailable', detail, advice },
    };
  }
  return { written: node.written, node, ...resolveMention(node.text, FILL_IN) };
}

function absent({ unread }: ContainerSpec): NonNullable<MentionedReference['unresolved']> {
  const [first] = unread;
  if (first !== undefined) return { code: 'dependency-unavailable', detail: first.why, advice: first.advice };
  return { code: 'failed', detail: 'the service has neither image nor build', advice: WRITE };
}

/** The image subjects of a service: its own image, and the images that its build puts in the place of names. */
export function imageSubjectsOf(
  spec: ContainerSpec,
  name: ImageName,
  pullPolicy: string | null,
  provenance: Provenance,
  scope: BuildScope,
): readonly SubjectEvidence[] {
  const { context } = scope;
  const build = field(spec, 'build');
  const contexts =
    build === undefined
      ? []
      : [
          ...contextSubjects(spec, build, provenance, context),
          ...argumentSubjects(spec, build, provenance, scope),
        ];
  // An image that is built and has no name is no place that names one.
  if (build !== undefined && name.node === undefined) return contexts;
  const platform = field(spec, 'platform');
  const own = imageSubject(
    {
      id: `${idOf(spec)}/image`,
      place: name.node?.at ?? spec.place,
      written: name.written ?? '',
      role: roleOf(spec, build !== undefined),
      platform: platform?.kind === 'scalar' ? platform.text : null,
      pullPolicy,
      reference: name.reference,
      resolvedFrom: name.node?.kind === 'scalar' ? name.node.from : [],
      unresolved: name.unresolved,
      provenance,
    },
    context,
  );
  return [own, ...contexts];
}

function roleOf({ kind }: ContainerSpec, built: boolean): ImageRole {
  if (built) return 'build';
  return kind === 'pre_start' ? 'init-container' : 'container';
}

function contextSubjects(
  spec: ContainerSpec,
  build: ComposeNode,
  provenance: Provenance,
  context: ReadContext,
): readonly SubjectEvidence[] {
  return [...imageContexts(build)].map(([name, node]) => {
    const [unknown] = node.unknown;
    const mention: MentionedReference =
      unknown === undefined
        ? resolveMention(imageOfContext(node), FILL_IN)
        : {
            reference: null,
            unresolved: { code: 'dependency-unavailable', detail: unknown.why, advice: unknown.advice },
          };
    return imageSubject(
      {
        id: `${idOf(spec)}/build/context/${name}`,
        place: node.at,
        written: node.written,
        role: 'base',
        platform: null,
        pullPolicy: null,
        resolvedFrom: node.from,
        provenance,
        ...mention,
      },
      context,
    );
  });
}

function argumentSubjects(
  spec: ContainerSpec,
  build: ComposeNode,
  provenance: Provenance,
  scope: BuildScope,
): readonly SubjectEvidence[] {
  const base = baseByArguments(build, scope);
  if (base === null) return [];
  const { reference, node } = base;
  const mention = {
    id: `${idOf(spec)}/build/args/base`,
    place: node.at,
    written: node.written,
    role: 'base',
    platform: null,
    pullPolicy: null,
    reference,
    resolvedFrom: node.from,
    unresolved: null,
    provenance,
  } as const;
  return [imageSubject(mention, scope.context)];
}

/** What is known of an image that is pulled. */
export function pulledImage({ reference, unresolved }: ImageName, context: ReadContext): ImageKnowledge {
  if (reference === null) return nothingKnown(unresolved?.detail ?? 'the image is not known');
  const origin = context.originOf(reference);
  const user = imageUser(origin, context) ?? (setsRoot(origin) ? 'root' : null);
  return {
    ...nothingKnown(`which user ${reference.original} sets is not known`),
    make: origin.make,
    makeWhy: origin.why,
    builtBy: origin.builtBy,
    published: publishedOf(origin),
    user: { user, why: `which user ${reference.original} sets is not known` },
    healthcheck: imageHealthcheck(origin, context),
  };
}

const POLICIES: ReadonlyMap<string, string> = new Map([
  ['always', 'Always'],
  ['missing', 'IfNotPresent'],
  ['if_not_present', 'IfNotPresent'],
  ['never', 'Never'],
]);

export function pullPolicyOf(spec: ContainerSpec): string | null {
  const node = field(spec, 'pull_policy');
  if (node?.kind !== 'scalar' || isNull(node)) return null;
  return POLICIES.get(node.text) ?? node.text;
}
