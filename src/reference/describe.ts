import { withDefaults } from './defaults.ts';
import { profileOf, type Profile } from './family.ts';
import { floatingElsewhere, floatingOf } from './floating.ts';
import { mendedTag } from './mistyped.ts';
import { nearestTags } from './nearest.ts';
import { readTag } from './read-tag.ts';
import type { Claims } from './reading.ts';
import { attestation } from './seen.ts';
import type { Reference, TagFacts } from './types.ts';
import { aliasedFrom, frameworkAlias } from './wheels.ts';

const none: readonly string[] = [];

function undescribed(reference: Reference, profile: Profile): TagFacts {
  return {
    family: profile.family,
    product: profile.product,
    version: null,
    framework: null,
    device: null,
    cuda: null,
    cudnn: null,
    tensorrt: null,
    nccl: null,
    gcc: null,
    python: null,
    os: null,
    arch: null,
    flavours: none,
    stack: none,
    build: null,
    floating: floatingElsewhere(reference),
    seen: reference.tag === null ? 'unknown' : attestation(profile.canonical, reference.tag, null),
    nearest: none,
    inferred: none,
    unknown:
      profile.family === 'unknown' && reference.tag !== null && !floatingElsewhere(reference).floating
        ? [reference.tag]
        : none,
  };
}

const frameworkFirst: ReadonlySet<string> = new Set(['paddle', 'device']);

interface Versions {
  readonly version: string | null;
  readonly framework: string | null;
}

/** Only `paddle` and `device` put the framework's own version first; the other families put theirs. */
function versionsOf(profile: Profile, claims: Claims): Versions {
  const own = claims.version?.text ?? null;
  const written = claims.framework?.text ?? null;
  if (!frameworkFirst.has(profile.family) || profile.product === 'paddle_sdaa')
    return { version: own, framework: written };
  const framework = frameworkAlias(own ?? written);
  return { version: framework, framework };
}

/** Something about the tag makes one look for what was meant. */
const isAstray = (seen: TagFacts['seen'], reference: Reference, claims: Claims): boolean =>
  seen === 'contradicted' ||
  (seen === 'unknown' && reference.tag !== null) ||
  claims.unknown.length > 0 ||
  claims.caseErrors.length > 0;

function describeClaims(reference: Reference, profile: Profile, claims: Claims): TagFacts {
  const { version, framework } = versionsOf(profile, claims);
  const filled = withDefaults(profile, claims);
  const seen =
    reference.tag === null
      ? attestationOfNoTag(reference, profile)
      : attestation(profile.canonical, claims.tag, claims.version === null ? null : claims.version.text);
  if (framework !== null && claims.version !== null && claims.version.text === aliasedFrom(framework))
    filled.inferred.push('version', 'framework');
  const facts = {
    family: profile.family,
    product: profile.product,
    version,
    framework,
    device: filled.device,
    cuda: filled.cuda,
    cudnn: claims.cudnn,
    tensorrt: claims.tensorrt,
    nccl: claims.nccl,
    gcc: filled.gcc,
    python: filled.python,
    os: filled.os,
    arch: filled.arch,
    flavours: claims.flavours,
    stack: claims.stack,
    build: claims.build,
    floating: floatingOf(reference, profile.family, claims),
    seen,
    nearest: none,
    inferred: filled.inferred,
    unknown: claims.unknown,
  };
  if (isAstray(seen, reference, claims)) facts.nearest = nearestOf(profile, claims, facts);
  return facts;
}

/** Where a letter stands for a digit of the version, what is near to the tag that was meant. */
function nearestOf(profile: Profile, claims: Claims, facts: TagFacts): readonly string[] {
  const meant = facts.version === null ? mendedTag(claims.tag, claims.unknown) : null;
  if (meant === null) return nearestTags(profile, claims.tag, facts);
  const mended = readTag(meant, profile.family);
  return nearestTags(profile, claims.tag, { ...facts, ...versionsOf(profile, mended) });
}

/** Without a tag `latest` is meant; by digest alone no tag is. */
function attestationOfNoTag(reference: Reference, profile: Profile): TagFacts['seen'] {
  return reference.digest === null ? attestation(profile.canonical, 'latest', null) : 'unknown';
}

/** What a reference's tag claims, after the grammar of its family. Never throws; nothing is asked of a registry. */
export function describeTag(reference: Reference): TagFacts {
  const profile = profileOf(reference);
  if (profile.family === 'other' || profile.family === 'unknown') return undescribed(reference, profile);
  const tag = reference.tag ?? (reference.digest === null ? 'latest' : null);
  return describeClaims(reference, profile, readTag(tag ?? '', profile.family));
}
