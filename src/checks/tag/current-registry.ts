import type { Reference } from '../../reference/types.ts';
import { afterName } from './spelling.ts';

/** A part whose case is wrong: the host, and not the tag. */
export const isHost = (part: string | null, registry: string): boolean => part?.toLowerCase() === registry;

/** The same repository and tag under the current host. A namespace of Docker Hub that was renamed is replaced, not kept. */
export function sameImageAt(instead: string, reference: Reference): string {
  const { registry, repository } = reference;
  const path = registry === 'docker.io' ? repository.slice(repository.indexOf('/') + 1) : repository;
  return `${instead}/${path}${afterName(reference)}`;
}
