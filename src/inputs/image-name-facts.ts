import {
  observed,
  unavailable,
  type Evidence,
  type EvidenceSet,
  type Provenance,
} from '../facts/evidence.ts';
import type { ImagePinning } from '../facts/image.ts';
import { architectureOfPlatform } from '../reference/architecture.ts';
import { describeTag } from '../reference/describe.ts';
import { isPartialElsewhere } from '../reference/floating.ts';
import { knownDigests } from '../reference/known-digests.ts';
import type { Reference, TagFacts } from '../reference/types.ts';

/** What the form of a name says of itself, whoever made the image. `upstream` is the name under which it is published. */
export function pinningOf(upstream: Reference): ImagePinning {
  const { tag, digest } = upstream;
  const form =
    tag === null ? (digest === null ? 'none' : 'digest') : digest === null ? 'tag' : 'tag-and-digest';
  const { family, floating: judged } = describeTag(upstream);
  const { floating, why } = judged;
  const elsewhere = family === 'other' || family === 'unknown';
  const mayMove = form === 'tag' && !floating && elsewhere && isPartialElsewhere(tag);
  return { form, floating, moves: floating && digest === null, mayMove, why };
}

function digestsOf(upstream: Reference, provenance: Provenance): Evidence<'image.digests'> {
  const known = knownDigests(upstream);
  return known.ofTag.length > 0 || known.ofDigest.length > 0
    ? observed(known, provenance)
    : unavailable(
        'dependency-unavailable',
        'neither this tag nor this digest was seen in public together with its partner',
        'ask the registry: docker buildx imagetools inspect IMAGE',
        provenance,
      );
}

function architectureFact(
  platform: string | null,
  tag: TagFacts | null,
  provenance: Provenance,
): Evidence<'image.architecture'> {
  const offered = tag?.arch ?? null;
  const inferred = tag?.inferred.includes('arch') ?? false;
  if (platform === null) return observed({ wanted: null, offered, inferred }, provenance);
  const wanted = architectureOfPlatform(platform);
  if (wanted === null)
    return unavailable(
      'dependency-unavailable',
      `${platform} is filled in only when the image is built or run`,
      'write the platform out, such as linux/amd64',
      provenance,
    );
  if (offered === null)
    return unavailable(
      'dependency-unavailable',
      'the name does not say for which CPU architecture the image is built',
      'ask the registry: docker buildx imagetools inspect IMAGE',
      provenance,
    );
  return observed({ wanted, offered, inferred }, provenance);
}

/** Facts that follow from the name and the platform written beside it. `tag` is null where its claims are not known. */
export function nameFacts(
  upstream: Reference,
  platform: string | null,
  tag: TagFacts | null,
  provenance: Provenance,
): Required<Pick<EvidenceSet, 'image.pinning' | 'image.digests' | 'image.architecture'>> {
  return {
    'image.pinning': observed(pinningOf(upstream), provenance),
    'image.digests': digestsOf(upstream, provenance),
    'image.architecture': architectureFact(platform, tag, provenance),
  };
}
