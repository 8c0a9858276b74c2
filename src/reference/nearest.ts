import type { Profile } from './family.ts';
import { seenRepository, type SeenTag } from './seen.ts';
import { readTag } from './read-tag.ts';
import { withDefaults } from './defaults.ts';
import type { TagFacts } from './types.ts';

/** As many published tags as a person wants to choose from. */
const most = 5;

interface Candidate {
  readonly tag: string;
  readonly version: string | null;
  readonly parts: Pick<TagFacts, 'device' | 'cuda' | 'cudnn' | 'os' | 'arch' | 'gcc' | 'python'>;
  readonly flavours: readonly string[];
  readonly stack: readonly string[];
  readonly rank: number;
}

const ranks: Readonly<Record<SeenTag['attested'], number>> = {
  official: 0,
  'official-tracker': 1,
  unofficial: 2,
};

function candidate(profile: Profile, seen: SeenTag): Candidate {
  const claims = readTag(seen.tag, profile.family);
  const filled = withDefaults(profile, claims);
  return {
    tag: seen.tag,
    version: claims.version?.text ?? null,
    parts: { ...filled, cudnn: claims.cudnn },
    flavours: claims.flavours,
    stack: claims.stack,
    rank: ranks[seen.attested],
  };
}

/** Read once a repository; bounded by the list. */
interface Candidates {
  readonly all: readonly Candidate[];
  readonly byVersion: ReadonlyMap<string | null, readonly Candidate[]>;
}

const nothing: Candidates = { all: [], byVersion: new Map() };
const candidates = new Map<string, Candidates>();

/** What may be offered: no caution, nothing that was not understood, and nothing whose case cannot be pulled. */
function candidatesOf(profile: Profile): Candidates {
  const known = candidates.get(profile.canonical);
  if (known !== undefined) return known;
  const repository = seenRepository(profile.canonical);
  if (repository === undefined) return nothing;
  const rows = [...repository.tags.values()].filter((row) => {
    const claims = readTag(row.tag, profile.family);
    const official =
      claims.version === null ||
      !repository.officialVersions.has(claims.version.text) ||
      row.attested === 'official';
    return row.caution === null && official && claims.unknown.length === 0 && claims.caseErrors.length === 0;
  });
  const all = rows.map((row) => candidate(profile, row));
  const byVersion = new Map<string | null, Candidate[]>();
  for (const one of all) byVersion.set(one.version, [...(byVersion.get(one.version) ?? []), one]);
  const made = { all, byVersion };
  candidates.set(profile.canonical, made);
  return made;
}

/**
 * How far one CUDA is from another. One of the same major comes first, because it runs on the drivers of that major; then a
 * newer one counts a little more than an older.
 */
function cudaDistance(wanted: string, offered: string): number {
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = offered.split('.').map(Number);
  const steps = (otherMajor - major) * 10 + otherMinor - minor;
  return Math.abs(steps) + (steps > 0 ? 0.5 : 0) + (otherMajor === major ? 0 : 20);
}

const weights = [['os', 8], ['arch', 16], ['gcc', 4], ['python', 2], ['cudnn', 1]] as const; // prettier-ignore

/** Distances: another device; a flavour more or less, or CUDA on one side only, twice. */
const otherDevice = 1000;
const unlike = 100;

function missing(wanted: readonly string[], offered: readonly string[]): number {
  return (
    wanted.filter((word) => !offered.includes(word)).length +
    offered.filter((word) => !wanted.includes(word)).length
  );
}

function distance(facts: TagFacts, offered: Candidate): number {
  let sum =
    offered.rank * 0.1 +
    missing(facts.flavours, offered.flavours) * 50 +
    missing(facts.stack, offered.stack) * 5;
  if (facts.device !== offered.parts.device) sum += otherDevice;
  if (facts.cuda !== null && offered.parts.cuda !== null) sum += cudaDistance(facts.cuda, offered.parts.cuda);
  else if (facts.cuda !== offered.parts.cuda) sum += 100;
  for (const [field, weight] of weights) if (facts[field] !== offered.parts[field]) sum += weight;
  return sum;
}

/** Same version; else the last release of the same minor; else, for tags without a version, everything. */
function pool(version: string | null, { all, byVersion }: Candidates): readonly Candidate[] {
  const same = byVersion.get(version) ?? [];
  if (version === null || same.length > 0) return same;
  const minor = /^([0-9]+\.[0-9]+)/.exec(version)?.[1];
  const line = all
    .map((one) => one.version)
    .filter((one) => one !== null && one.startsWith(`${minor ?? ' '}.`) && /^[0-9.]+$/.test(one));
  return byVersion.get(line.at(-1) ?? '') ?? [];
}

/** Published tags that the writer may have meant, nearest first; empty where no list has anything like it. */
export function nearestTags(profile: Profile, tag: string, facts: TagFacts): readonly string[] {
  const usable = pool(facts.version, candidatesOf(profile)).filter((one) => one.tag !== tag);
  const scored = usable.map((one) => ({ one, score: distance(facts, one) }));
  // Without a version in common only what differs in detail is offered; with one, another device is better than nothing.
  const kin = scored.filter(({ score }) => score < (facts.version === null ? unlike : otherDevice));
  const offered = kin.length > 0 || facts.version === null ? kin : scored;
  return offered
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ one }) => one.tag);
}
