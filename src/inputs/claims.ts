import { observed, unavailable, type Evidence, type EvidenceSet, type Gap } from '../facts/evidence.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type {
  NodeExpression,
  WorkloadArchitecture,
  WorkloadImage,
  WorkloadPlacement,
} from '../facts/workload.ts';
import { acceleratorOf } from './accelerator.ts';
import { containerStart } from './container-start.ts';
import { driverVariables } from './driver-variables.ts';
import { pullOf } from './pull.ts';
import { architectureOf } from '../reference/architecture.ts';
import { describeTag } from '../reference/describe.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import type { ImageOrigin, ReadContext } from './port.ts';

const SAY_WHAT =
  'say what it is under `images:` in paddle-verify.yaml: { base: paddlepaddle/paddle:2.6.1 } or { other: "what it is" }';
const ASK =
  'write the tag of a published Paddle image, or say under `images:` in paddle-verify.yaml what it is';

/**
 * Adds what follows from whose image a container runs, for every reader at once: `container.tag`,
 * `container.pull`, `container.accelerator`, the variables of the driver, `workload.architecture`, and the claims in `workload.summary`.
 */
export function addClaims(subject: SubjectEvidence, context: ReadContext): SubjectEvidence {
  const { evidence } = subject;
  if (evidence['container.image'] !== undefined) {
    const known: EvidenceSet = { ...evidence, ...containerStart(evidence), ...driverVariables(evidence) };
    const accelerator = acceleratorOf(known);
    // A reader that knows what the image is built from (compose `build`) has said it already.
    const tag = evidence['container.tag'] ?? containerTag(evidence, context);
    const more: EvidenceSet = {
      'container.tag': tag,
      'container.pull': pullOf(evidence),
      ...(accelerator === undefined ? {} : { 'container.accelerator': accelerator }),
    };
    return { ...subject, evidence: Object.assign(known, more) };
  }
  const summary = evidence['workload.summary'];
  if (summary?.status !== 'observed') return subject;
  const images = summary.value.images.map((image) => ({
    ...image,
    claims: image.claims === undefined ? claimsOf(image.reference, context) : image.claims,
  }));
  const placed = architecture(images, evidence);
  return {
    ...subject,
    evidence: {
      ...evidence,
      'workload.summary': { ...summary, value: { ...summary.value, images } },
      ...(placed === undefined ? {} : { 'workload.architecture': placed }),
    },
  };
}

/** Claims of the published Paddle image that stands behind a name, or null. */
function claimsOf(reference: Reference | null, context: ReadContext): TagFacts | null {
  const published = reference === null ? null : publishedBehind(context.originOf(reference));
  return published === null ? null : describeTag(published);
}

function publishedBehind({ make, upstream, base }: ImageOrigin): Reference | null {
  if (make === 'paddle') return upstream;
  return make === 'derived' ? (base ?? null) : null;
}

function containerTag(evidence: EvidenceSet, context: ReadContext): Evidence<'container.tag'> {
  const image = evidence['container.image'];
  if (image?.status === 'unavailable') return image;
  if (image === undefined) throw new TypeError('a container without an image fact has no claims');
  const { provenance, value } = image;
  const unknown = (detail: string, advice: string): Evidence<'container.tag'> =>
    unavailable('dependency-unavailable', detail, advice, provenance);
  if (value.reference === null)
    return unknown(`${value.written ?? 'no image'} cannot be read as an image`, ASK);
  const origin = context.originOf(value.reference);
  if (origin.make === 'other') return observed(null, provenance);
  const published = publishedBehind(origin);
  if (published === null) return unknown(origin.why, SAY_WHAT);
  if (published.tag === null && published.digest !== null)
    return unknown(
      `${published.original} is named by digest alone`,
      'write the tag beside the digest: NAME:TAG@sha256:…',
    );
  return observed(describeTag(published), provenance);
}

const ARCH_LABELS = ['kubernetes.io/arch', 'beta.kubernetes.io/arch'];

interface Selected {
  readonly nodes: readonly string[];
  readonly from: string;
}

/** What nodes there are when some are excluded; others than these two run no image of Paddle anyway. */
const COMMON = ['x86_64', 'aarch64'];

/** Architectures that a node may have. */
function selectedNodes({ nodeSelector, requiredTerms }: WorkloadPlacement): Selected | null {
  for (const label of ARCH_LABELS) {
    const value = nodeSelector[label];
    if (value !== undefined)
      return { nodes: [architectureOf(value) ?? value], from: `nodeSelector ${label}` };
  }
  const terms = requiredTerms.map((term) => term.find(selectsArchitecture));
  const named = terms.filter((expression) => expression !== undefined);
  if (named.length === 0 || named.length < terms.length) return null;
  const nodes = named.flatMap(architecturesOf);
  return { nodes: [...new Set(nodes)], from: `nodeAffinity ${named[0]?.key ?? ''}` };
}

function architecturesOf({ operator, values }: NodeExpression): readonly string[] {
  const names = values.map((value) => architectureOf(value) ?? value);
  return operator === 'In' ? names : COMMON.filter((name) => !names.includes(name));
}

/** `NotIn` selects where it leaves one of the common architectures out. */
const selectsArchitecture = ({ key, operator, values }: NodeExpression): boolean =>
  ARCH_LABELS.includes(key) &&
  (operator === 'In' ||
    (operator === 'NotIn' && values.some((value) => COMMON.includes(architectureOf(value) ?? ''))));

type ClaimedImage = WorkloadImage & { readonly claims: TagFacts | null };

function architecture(
  images: readonly ClaimedImage[],
  evidence: EvidenceSet,
): Evidence<'workload.architecture'> | undefined {
  const placement = evidence['workload.placement'];
  if (placement?.status !== 'observed') return placement;
  const selected = selectedNodes(placement.value);
  if (selected === null)
    return observed({ nodes: [], images: [], from: '' }, placement.provenance, placement.gaps);
  const known: WorkloadArchitecture['images'][number][] = [];
  const gaps: Gap[] = [...placement.gaps];
  for (const { container, written, claims, make, place } of images) {
    // Other images come for several architectures more often than not; the rule is about those that do not.
    if (make === 'other') continue;
    if (claims?.arch != null) known.push({ container, written, architecture: claims.arch, place });
    else
      gaps.push({
        what: written,
        why: 'its name does not say for which CPU architecture it is built',
        advice: 'ask the registry: docker buildx imagetools inspect IMAGE',
      });
  }
  return observed({ ...selected, images: known }, placement.provenance, gaps);
}
