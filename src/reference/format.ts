import type { Reference } from './types.ts';

/** The reference as it was written, character by character. */
export function formatReference(reference: Reference): string {
  return reference.original;
}

/** The full name, with host, tag and digest: `docker.io/library/mysql:8`. Parsing it gives the same parts again. */
export function canonicalReference(reference: Omit<Reference, 'original'>): string {
  const host = reference.registry === '' ? '' : `${reference.registry}/`;
  const tag = reference.tag === null ? '' : `:${reference.tag}`;
  const digest = reference.digest === null ? '' : `@${reference.digest}`;
  return `${host}${reference.repository}${tag}${digest}`;
}
