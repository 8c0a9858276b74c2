import { profileOf } from './family.ts';
import { seenRepository } from './seen.ts';
import type { Reference } from './types.ts';

/** Pairs of tag and digest that were seen in public (rules/tags/seen.json), for both halves of a name. */
export interface KnownDigests {
  readonly ofTag: readonly string[];
  /** Tags of the same repository. */
  readonly ofDigest: readonly string[];
}

const none: KnownDigests = { ofTag: [], ofDigest: [] };
const indexes = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** Built once a repository; bounded by the list. */
function tagsByDigest(canonical: string): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(canonical);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const { tag, digests } of seenRepository(canonical)?.tags.values() ?? [])
    for (const digest of digests) index.set(digest, [...(index.get(digest) ?? []), tag]);
  if (seenRepository(canonical) !== undefined) indexes.set(canonical, index);
  return index;
}

/** What is known of a reference that has both a tag and a digest; nothing for any other one. */
export function knownDigests(reference: Reference): KnownDigests {
  const { tag, digest } = reference;
  if (tag === null || digest === null) return none;
  const { canonical } = profileOf(reference);
  return {
    ofTag: seenRepository(canonical)?.tags.get(tag)?.digests ?? [],
    ofDigest: tagsByDigest(canonical).get(digest) ?? [],
  };
}
