import type { ImagePublication, ImageRegistry } from '../facts/image.ts';
import { describeTag } from '../reference/describe.ts';
import type { Reference } from '../reference/types.ts';
import type { ImageOrigin } from './port.ts';

/** What the published lists say of the upstream's tag, or null where there is no list to hold it against. */
export function publicationOf({ upstream }: ImageOrigin): ImagePublication | null {
  const { seen, nearest } = describeTag(upstream);
  if (seen === 'unknown') return null;
  return { seen, nearest, digests: [], caution: null, expectation: null };
}

/** What the host and the path of a name say, before anything is asked of a registry. */
export function registryOf(reference: Reference, { upstream }: ImageOrigin): ImageRegistry {
  const host = reference.original.split('/', 1)[0] ?? '';
  return {
    registry: reference.registry,
    defaulted: reference.registry === 'docker.io' && host.toLowerCase() !== 'docker.io',
    deprecated: null,
    mirrorOf: upstream === reference ? null : `${upstream.registry}/${upstream.repository}`,
    caseError: null,
  };
}
