import {
  observed,
  unavailable,
  type Evidence,
  type Provenance,
  type Unavailable,
} from '../facts/evidence.ts';
import type { ImageRole } from '../facts/image.ts';
import type { Place, Places, SubjectEvidence } from '../facts/subject.ts';
import { describeTag } from '../reference/describe.ts';
import type { Reference } from '../reference/types.ts';
import { libraryFacts } from './image-libraries.ts';
import { publicationOf, registryOf } from './image-lists.ts';
import { nameFacts } from './image-name-facts.ts';
import type { ImageOrigin, ReadContext } from './port.ts';
import type { Unresolved } from './resolve-mention.ts';

/** One place of a file that names an image. Exactly one of `reference` and `unresolved` is not null. */
export interface ImageMention {
  /** Unique in the run and stable against line shifts: `Dockerfile#stage/0/from`. */
  readonly id: string;
  /** What a person calls it; the reference when it is left out. */
  readonly name?: string;
  /** Where the image name begins. */
  readonly place: Place;
  readonly written: string;
  readonly role: ImageRole;
  readonly platform: string | null;
  readonly pullPolicy: string | null;
  readonly reference: Reference | null;
  /** How the text became the reference, outermost first. */
  readonly resolvedFrom: readonly string[];
  readonly unresolved: Unresolved | null;
  readonly provenance: Provenance;
  readonly at?: Places;
}

const UNNAMED: Unresolved = {
  code: 'failed',
  detail: 'no image is named here',
  advice: 'write the image, such as registry.example.com/team/app:1.4.2@sha256:…',
};

/** The `image` subject of a mention, with every fact that the text and the team's own words give. */
export function imageSubject(mention: ImageMention, context: ReadContext): SubjectEvidence {
  const { id, place, written, reference } = mention;
  const name = mention.name ?? (reference === null ? written : reference.original);
  const subject = { id, kind: 'image', name: name === '' ? id : name, location: place } as const;
  if (reference === null) return { subject, evidence: unknownImage(mention) };
  const origin = context.originOf(reference);
  const { provenance, resolvedFrom, platform } = mention;
  const tag = tagEvidence(origin, provenance);
  const claims = tag['image.tag']?.status === 'observed' ? tag['image.tag'].value : null;
  return {
    subject,
    evidence: {
      'image.reference': observed({ written, reference, resolvedFrom }, provenance),
      'image.use': use(mention, origin),
      ...tag,
      ...nameFacts(origin.upstream, platform, claims, provenance),
      ...libraryFacts(claims, provenance),
      'image.registry': observed(registryOf(reference, origin), provenance),
    },
  };
}

function unknownImage(mention: ImageMention): SubjectEvidence['evidence'] {
  const { code, detail, advice } = mention.unresolved ?? UNNAMED;
  const unknown = unavailable(code, detail, advice, mention.provenance);
  return {
    'image.reference': unknown,
    'image.use': use(mention, { make: 'unknown', why: detail }),
    'image.tag': unknown,
    'image.pinning': unknown,
    'image.publication': unknown,
    'image.digests': unknown,
    'image.architecture': unknown,
    'image.registry': unknown,
    'image.cudnn': unknown,
    'image.tensorrt': unknown,
    'image.cuda-support': unknown,
  };
}

function use(
  { role, platform, pullPolicy, at, provenance }: ImageMention,
  { make, why }: Pick<ImageOrigin, 'make' | 'why'>,
): Evidence<'image.use'> {
  return observed({ role, make, makeWhy: why, platform, pullPolicy, at: at ?? {} }, provenance);
}

/** The tag of somebody's own build follows no grammar that we know, even when its base is a Paddle image. */
function tagEvidence(
  { make, upstream }: ImageOrigin,
  provenance: Provenance,
): Pick<SubjectEvidence['evidence'], 'image.tag' | 'image.publication'> {
  if (make !== 'paddle' && make !== 'other') {
    const unknown = unavailable(
      'dependency-unavailable',
      ofNoKnownGrammar(make, upstream),
      sayWhat(upstream),
      provenance,
    );
    return { 'image.tag': unknown, 'image.publication': unknown };
  }
  if (make === 'paddle' && upstream.tag === null && upstream.digest !== null) {
    const unknown = unavailable('dependency-unavailable', BY_DIGEST, TAG_TOO, provenance);
    return { 'image.tag': unknown, 'image.publication': unknown };
  }
  const tag = describeTag(upstream);
  const published = make === 'paddle' ? publicationOf(upstream, tag) : null;
  return {
    'image.tag': observed(tag, provenance),
    'image.publication': published === null ? noList(upstream, provenance) : observed(published, provenance),
  };
}

const BY_DIGEST = 'named by digest alone: the name does not say which version and device it holds';
const TAG_TOO = 'write the tag beside the digest: NAME:TAG@sha256:…';

const noList = ({ registry, repository }: Reference, provenance: Provenance): Unavailable =>
  unavailable(
    'dependency-unavailable',
    `no list of published tags covers ${registry}/${repository}`,
    'look the tag up in its registry',
    provenance,
  );

const ofNoKnownGrammar = (make: ImageOrigin['make'], { repository }: Reference): string =>
  make === 'derived'
    ? `${repository} is built by the team on a Paddle image, and its tag follows the team's own grammar`
    : `image of unknown make: nothing says what ${repository} is built on`;

const sayWhat = ({ registry, repository }: Reference): string =>
  `say what it is under \`images:\` in paddle-verify.yaml, such as ${registry}/${repository}: { base: paddlepaddle/paddle:2.6.1 } or { other: "what it is" }`;
