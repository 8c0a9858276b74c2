import type { ImagePublication, ImageRegistry } from '../facts/image.ts';
import { describePublication } from '../reference/publication.ts';
import { describeRegistry } from '../reference/registry.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import type { ImageOrigin } from './port.ts';

/** What the published lists say of the upstream's tag, or null where there is no list to hold it against. */
export function publicationOf(upstream: Reference, tag: TagFacts): ImagePublication | null {
  const { seen, nearest, digests, caution, expectation, reason } = describePublication(upstream, tag);
  return seen === 'unknown' ? null : { seen, nearest, digests, caution, expectation, reason };
}

/** What the host and the path of a name say, before anything is asked of a registry. */
export function registryOf(reference: Reference, { upstream }: ImageOrigin): ImageRegistry {
  const { registry, defaulted, deprecated, caseError } = describeRegistry(reference);
  const upstreamName = `${upstream.registry}/${upstream.repository}`;
  const mirrorOf = upstreamName === `${registry}/${reference.repository}` ? null : upstreamName;
  return { registry, defaulted, deprecated, mirrorOf, caseError };
}
