import type { Reference } from '../../reference/types.ts';

/** The name as it was written, without tag and digest: `Hub.baidubce.com/paddlepaddle/paddle`. */
export function nameOf({ original, tag, digest }: Reference): string {
  const beforeDigest = digest === null ? original : original.slice(0, original.indexOf('@'));
  return tag === null ? beforeDigest : beforeDigest.slice(0, beforeDigest.length - tag.length - 1);
}

/** The tag, and the digest with it, as they follow the name: `:2.6.1@sha256:…`. */
export function afterName(reference: Reference): string {
  return reference.original.slice(nameOf(reference).length);
}
