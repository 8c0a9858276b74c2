import registries from '../../rules/tags/registries.json' with { type: 'json' };
import { profileOf } from './family.ts';
import { readTag } from './read-tag.ts';
import type { Reference } from './types.ts';

export interface Replacement {
  readonly instead: string;
  readonly why: string;
  readonly source: string;
}

/** What the host of a reference says (rules/tags/registries.json). */
export interface RegistryFacts {
  readonly registry: string;
  /** No host was written: `docker.io` is Docker's default. */
  readonly defaulted: boolean;
  /** `public`, `internal` or `vendor` host of the project; null for every other one. */
  readonly kind: string | null;
  readonly deprecated: Replacement | null;
  /** The part, as written, whose case keeps it from being pulled; null when there is none. */
  readonly caseError: string | null;
}

const hosts = new Map(registries.hosts.map((entry) => [entry.host, entry]));

function replacementOf(reference: Reference): Replacement | null {
  const host = hosts.get(reference.registry);
  if (host?.deprecated === true)
    return { instead: host.instead ?? '', why: host.why ?? '', source: host.source };
  const namespace = registries.namespaces.find(
    (entry) => entry.host === reference.registry && reference.repository.startsWith(`${entry.namespace}/`),
  );
  return namespace === undefined
    ? null
    : { instead: namespace.instead, why: namespace.why, source: namespace.source };
}

/** The host as it was written, or '' when there was none. */
function writtenHost(reference: Reference): string {
  const first = reference.original.slice(0, Math.max(reference.original.indexOf('/'), 0));
  const lower = first.toLowerCase();
  return lower === reference.registry || lower === 'index.docker.io' ? first : '';
}

/** Hosts compare without case, but tools and policies compare them as text; tags never do. */
function caseErrorOf(reference: Reference, host: string): string | null {
  if (host !== host.toLowerCase()) return host;
  const { family } = profileOf(reference);
  if (reference.tag === null || family === 'other' || family === 'unknown') return null;
  return readTag(reference.tag, family).caseErrors[0] ?? null;
}

export function describeRegistry(reference: Reference): RegistryFacts {
  const host = writtenHost(reference);
  return {
    registry: reference.registry,
    defaulted: host === '',
    kind: hosts.get(reference.registry)?.kind ?? null,
    deprecated: replacementOf(reference),
    caseError: caseErrorOf(reference, host),
  };
}
