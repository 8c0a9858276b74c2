import type { ImageCensusEntry } from '../../facts/inputs.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { knownDigests } from '../../reference/known-digests.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadOneDigestPerTag = defineCheck({
  id: 'workload/one-digest-per-tag',
  subject: 'inputs',
  needs: ['inputs.inventory'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const groups = byName(facts['inputs.inventory'].images);
    if (groups.size === 0) return notApplicable('no name has both a tag and a digest');
    const torn = [...groups].filter(([, entries]) => new Set(entries.map(digestOf)).size > 1);
    if (torn.length === 0) return pass();
    const entries = torn.flatMap(([, found]) => found);
    const [first, ...rest] = entries.map(({ place }) => place);
    return fail('several', {
      at: first === undefined ? null : [first.line, first.column, first.path],
      related: rest.map(({ line, column, path }) => [line, column, path] as const),
      data: {
        names: torn.map(([name]) => name),
        places: entries.map(
          ({ place, reference }) => `${place.path}:${String(place.line)} ${reference.digest ?? ''}`,
        ),
      },
    });
  },
});

const digestOf = ({ reference }: ImageCensusEntry): string => reference.digest ?? '';

/** Another digest is known for the tag, or another tag for the digest: tag/agrees-with-digest speaks of it. */
function isKnownWrong({ reference }: ImageCensusEntry): boolean {
  const { ofTag, ofDigest } = knownDigests(reference);
  return !ofDigest.includes(reference.tag ?? '') && (ofDigest.length > 0 || ofTag.length > 0);
}

/** Names with a tag and a digest; a name that is made here is not used. */
function byName(images: readonly ImageCensusEntry[]): ReadonlyMap<string, readonly ImageCensusEntry[]> {
  const groups = new Map<string, ImageCensusEntry[]>();
  for (const entry of images) {
    const { registry, repository, tag, digest } = entry.reference;
    if (tag === null || digest === null || entry.role === 'build' || isKnownWrong(entry)) continue;
    const name = `${registry}/${repository}:${tag}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return groups;
}
