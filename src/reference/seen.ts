import list from '../../rules/tags/seen.json' with { type: 'json' };
import { compareVersions, readVersion } from './version.ts';
import type { Attestation } from './types.ts';

export interface SeenTag {
  readonly tag: string;
  readonly attested: 'official' | 'official-tracker' | 'unofficial';
  readonly firstSeen: string | null;
  /** Why the tag cannot be relied on although somebody wrote it. */
  readonly caution: string | null;
  readonly digests: readonly string[];
}

interface SeenRepository {
  readonly tags: ReadonlyMap<string, SeenTag>;
  /** Versions (as written in tags) for which an official document lists what was published. */
  readonly officialVersions: ReadonlySet<string>;
}

/** The last version whose official lists are complete; later ones rest on single files. */
const lastListed = '3.0.0';
/** The repository for which every official list was read. */
const listedRepository = 'paddlepaddle/paddle';

const officialWords: readonly SeenTag['attested'][] = ['official', 'official-tracker', 'unofficial'];

function readRow(row: readonly string[]): SeenTag {
  const [tag = '', attested, firstSeen = '', caution = '', digests = ''] = row;
  return {
    tag,
    attested: officialWords.find((word) => word === attested) ?? 'unofficial',
    firstSeen: firstSeen === '' ? null : firstSeen,
    caution: caution === '' ? null : caution,
    digests: digests === '' ? [] : digests.split(/[\s,]+/),
  };
}

/** `2.6.0` of `2.6.0-gpu-cuda11.7-…`; `2.0.0a0` of `2.0.0-alpha0-gpu-…`. */
export function leadingVersion(tag: string): string | null {
  const match = /^([0-9][0-9a-z.]*)(-(?:alpha|beta|rc)[0-9]*)?(?:-|$)/.exec(tag);
  return match === null ? null : (readVersion(`${match[1] ?? ''}${match[2] ?? ''}`)?.text ?? null);
}

function makeRepository(name: string, rows: readonly (readonly string[])[]): SeenRepository {
  const tags = new Map<string, SeenTag>();
  const officialVersions = new Set<string>();
  for (const row of rows) {
    const seen = readRow(row);
    tags.set(seen.tag, seen);
    const version =
      name === listedRepository && seen.attested === 'official' && seen.caution === null
        ? leadingVersion(seen.tag)
        : null;
    if (version !== null && compareVersions(version, lastListed) <= 0) officialVersions.add(version);
  }
  return { tags, officialVersions };
}

let repositories: Map<string, SeenRepository> | null = null;

/** What was seen under a repository path (without its registry), or undefined where there is no list. */
export function seenRepository(canonical: string): SeenRepository | undefined {
  repositories ??= new Map(
    Object.entries(list.repositories).map(([name, rows]) => [name, makeRepository(name, rows)]),
  );
  return repositories.get(canonical);
}

/**
 * How well a tag is attested. `contradicted`: a caution stands beside it, or its version has an official list and the tag is
 * not on that list. `unknown`: no list says anything.
 */
export function attestation(canonical: string, tag: string, version: string | null): Attestation {
  const repository = seenRepository(canonical);
  if (repository === undefined) return 'unknown';
  const row = repository.tags.get(tag);
  if (row?.attested === 'official' && row.caution === null) return 'official';
  if (row !== undefined && row.caution !== null) return 'contradicted';
  if (version !== null && repository.officialVersions.has(version)) return 'contradicted';
  return row?.attested ?? 'unknown';
}
