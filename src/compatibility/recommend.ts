import { describeTag } from '../reference/describe.ts';
import { parseReference } from '../reference/parse.ts';
import { seenRepository } from '../reference/seen.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import { compareVersions } from '../reference/version.ts';
import { placeClaims, type Placement } from './claims.ts';
import { compareDotted, parseDotted } from './dotted-version.ts';
import type { Fleet, NodeGpu, NodeGroup } from './fleet.ts';
import { architectureOfCapability } from './matrix/architectures.ts';
import { gpuProduct } from './matrix/gpus.ts';
import { familyFloor, toolkitDriver } from './matrix/toolkits.ts';

export interface Candidate {
  readonly reference: Reference;
  readonly facts: TagFacts;
  /** How it runs on each kind of machine of the fleet. */
  readonly placements: readonly Placement[];
}

export interface Recommendation {
  /** Best first: native everywhere, newest framework, newest CUDA, best attested. */
  readonly fits: readonly Candidate[];
  /** Which fall out, and on which machine each does first. */
  readonly others: readonly (Candidate & { readonly why: string })[];
}

const REPOSITORY = 'paddlepaddle/paddle';

/**
 * Published GPU images that run on every GPU machine of a fleet. No registry is asked: a tag that was written in public may be
 * gone. Development images, pre-releases and tags with a caution are no candidates.
 */
export function recommendTags(fleet: Fleet, wanted: (framework: string) => boolean): Recommendation {
  const groups = withGpus(fleet);
  const fits: Candidate[] = [];
  const others: (Candidate & { readonly why: string })[] = [];
  for (const { reference, facts } of candidates(wanted)) {
    const placements = groups.flatMap((group) => placeClaims(reference, group));
    const hindered = placements.find((placement) => !runs(placement));
    const candidate = { reference, facts, placements };
    if (hindered === undefined) fits.push(candidate);
    else others.push({ ...candidate, why: whyNot(hindered) });
  }
  return { fits: fits.sort(bestFirst), others: others.sort(newestFirst) };
}

/** Groups that a GPU image could be meant for. A group whose GPUs are not known stays in: it cannot be vouched for. */
export function withGpus({ groups }: Fleet): readonly NodeGroup[] {
  return groups.filter(({ gpus }) => gpus === undefined || gpus.length > 0);
}

function candidates(
  wanted: (framework: string) => boolean,
): readonly { readonly reference: Reference; readonly facts: TagFacts }[] {
  const tags = seenRepository(REPOSITORY)?.tags ?? new Map<string, never>();
  return [...tags.keys()].flatMap((tag) => {
    const parsed = parseReference(`docker.io/${REPOSITORY}:${tag}`);
    if (!parsed.ok) return [];
    const facts = describeTag(parsed.value);
    return isCandidate(facts) && wanted(facts.framework ?? '') ? [{ reference: parsed.value, facts }] : [];
  });
}

function isCandidate({ device, framework, floating, seen, flavours, unknown }: TagFacts): boolean {
  if (device !== 'gpu' || framework === null || floating.floating) return false;
  return (
    seen !== 'contradicted' &&
    seen !== 'unknown' &&
    flavours.length === 0 &&
    unknown.length === 0 &&
    /^[\d.]+$/.test(framework)
  );
}

export function runs({ verdict }: Placement): boolean {
  return verdict === 'compatible' || verdict === 'not-applicable';
}

function whyNot({ group, gpu, error, verdict, open }: Placement): string {
  const why = error ?? open ?? verdict;
  return `${group}${gpu === null || group.includes(gpu) ? '' : ` (${gpu})`}: ${why}`;
}

const ATTESTED = ['official', 'official-tracker', 'unofficial'];

function bestFirst(a: Candidate, b: Candidate): number {
  return Number(isNative(b)) - Number(isNative(a)) || newestFirst(a, b);
}

function newestFirst(a: Candidate, b: Candidate): number {
  return (
    compareVersions(b.facts.framework ?? '0', a.facts.framework ?? '0') ||
    compareDotted(parseDotted(b.facts.cuda ?? '') ?? [], parseDotted(a.facts.cuda ?? '') ?? []) ||
    ATTESTED.indexOf(a.facts.seen) - ATTESTED.indexOf(b.facts.seen) ||
    (a.reference.original < b.reference.original ? -1 : 1)
  );
}

export function isNative({ placements }: Candidate): boolean {
  return placements.every(({ cudaPath }) => cudaPath === 'native');
}

/** A driver that would let an image run on a group where it does not now. */
export interface Upgrade {
  readonly group: string;
  readonly nodes: number | null;
  readonly from: string | null;
  readonly to: string;
  /** How the image would run then. */
  readonly path: Placement['cudaPath'];
}

export interface UpgradePlan {
  /** Fewest nodes first. */
  readonly upgrades: readonly Upgrade[];
  /** Groups on which no driver is known to make it run, with the reason. */
  readonly hopeless: readonly Placement[];
}

/** The smallest driver that admits an image on each group that does not take it. */
export function upgradesFor(reference: Reference, fleet: Fleet): UpgradePlan {
  const upgrades: Upgrade[] = [];
  const hopeless: Placement[] = [];
  for (const group of withGpus(fleet)) {
    const now = placeClaims(reference, group);
    const [hindered] = now.filter((placement) => !runs(placement));
    if (hindered === undefined) continue;
    const found = smallestDriver(reference, group);
    if (found === null) hopeless.push(hindered);
    else
      upgrades.push({
        group: group.name,
        nodes: group.nodes ?? null,
        from: group.driver ?? null,
        to: found.driver,
        path: found.placements[0]?.cudaPath ?? 'unknown',
      });
  }
  return { upgrades: upgrades.sort((a, b) => (a.nodes ?? 0) - (b.nodes ?? 0)), hopeless };
}

/** An image on a group as it would be with another driver. */
export interface DriverTrial {
  readonly driver: string;
  readonly placements: readonly Placement[];
}

/** The smallest driver with which an image runs on a group, and how; null when none is known to do. */
export function smallestDriver(reference: Reference, group: NodeGroup): DriverTrial | null {
  return driverTrials(reference, group).find(({ placements }) => placements.every(runs)) ?? null;
}

/** Every newer driver at which the answer may change, the smallest first. */
export function driverTrials(
  reference: Reference,
  group: NodeGroup,
  facts: TagFacts = describeTag(reference),
): readonly DriverTrial[] {
  return driversFor(facts.cuda, group).map((driver) => ({
    driver,
    placements: placeClaims(reference, withDriver(group, driver), facts),
  }));
}

/**
 * The only drivers at which the answer turns from no to yes: the family's floor, the toolkit's own row, and the first branch
 * that knows the GPU. Never a downgrade.
 */
function driversFor(cuda: string | null, { driver, os = 'linux', gpus = [] }: NodeGroup): readonly string[] {
  if (cuda === null) return [];
  const floor = familyFloor(cuda, os);
  const figures = [
    floor === 'none' ? null : (floor?.driver ?? null),
    toolkitDriver(cuda, os)?.driver ?? null,
    ...gpus.map(firstDriver),
  ];
  const now = parseDotted(driver ?? '');
  const newer = figures.flatMap((figure) => {
    const version = figure === null ? null : parseDotted(figure);
    if (figure === null || version === null) return [];
    return now !== null && compareDotted(version, now) <= 0 ? [] : [{ figure, version }];
  });
  return newer.sort((a, b) => compareDotted(a.version, b.version)).map(({ figure }) => figure);
}

function firstDriver({ product, computeCapability }: NodeGpu): string | null {
  const known = computeCapability ?? gpuProduct(product ?? '')?.computeCapability;
  const branch = known === undefined ? null : architectureOfCapability(known)?.firstBranch;
  return branch == null ? null : String(branch);
}

/** The CUDA that the old driver reports says nothing of the new one. */
function withDriver(group: NodeGroup, driver: string): NodeGroup {
  const entries = Object.entries(group).filter(([name]) => name !== 'driverCuda');
  return { ...Object.fromEntries(entries), name: group.name, driver };
}
