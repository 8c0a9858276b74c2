import table from '../../rules/tags/defaults.json' with { type: 'json' };
import type { Profile } from './family.ts';
import type { Claims } from './reading.ts';
import { compareVersions } from './version.ts';

/** What the documents say of fields that a tag leaves out. Whatever is filled in here is named in `inferred`. */
export interface Filled {
  device: string | null;
  cuda: string | null;
  gcc: string | null;
  python: string | null;
  os: string | null;
  arch: string | null;
  inferred: string[];
}

interface Range {
  readonly from?: string;
  readonly before?: string;
  readonly value: string;
}

function inRange(version: string, ranges: readonly Range[]): string | null {
  for (const { from, before, value } of ranges) {
    const after = from === undefined || compareVersions(version, from) >= 0;
    if (after && (before === undefined || compareVersions(version, before) < 0)) return value;
  }
  return null;
}

interface OfVersion {
  readonly python: string | null;
  readonly os: string | null;
}

/** The same few versions are asked for again and again; the table is emptied when it is full. */
const capacity = 256;
const versions = new Map<string, OfVersion>();

function ofVersion(version: string): OfVersion {
  const known = versions.get(version);
  if (known !== undefined) return known;
  const made = { python: inRange(version, table.paddle.python), os: inRange(version, table.paddle.os) };
  if (versions.size >= capacity) versions.clear();
  versions.set(version, made);
  return made;
}

function fill(filled: Filled, field: Exclude<keyof Filled, 'inferred'>, value: string | null): void {
  if (filled[field] !== null || value === null) return;
  filled[field] = value;
  filled.inferred.push(field);
}

const named = (claims: Claims): boolean => claims.version !== null || claims.channel === 'latest';

/** Bare, `-jupyter`, `-noavx`, `-openblas` and `latest-dev` are CPU images; one with accelerator software in it is not. */
function paddle(filled: Filled, claims: Claims): void {
  const plain = claims.unknown.length === 0 && claims.cuda === null && claims.stack.length === 0;
  if (plain && named(claims) && !claims.flavours.includes('android')) fill(filled, 'device', 'cpu');
  if (claims.tag === 'latest-dev') fill(filled, 'gcc', table.paddle.latestDevGcc);
  if (claims.version !== null) {
    const defaults = ofVersion(claims.version.text);
    fill(filled, 'python', defaults.python);
    fill(filled, 'os', defaults.os);
  } else if (claims.channel === 'latest') fill(filled, 'os', table.paddle.latestOs);
  fill(filled, 'arch', table.paddle.arch);
}

const plainFlavours: ReadonlySet<string> = new Set(['devel', 'runtime']);

function serving(filled: Filled, claims: Claims): void {
  const plain = claims.unknown.length === 0 && claims.flavours.every((flavour) => plainFlavours.has(flavour));
  if (plain && named(claims)) fill(filled, 'device', 'cpu');
  if (plain && claims.flavours.includes('devel')) fill(filled, 'python', table.serving.develPython);
  if (claims.version !== null) servingVersion(filled, claims.version.text);
}

/** `cuda11` of 0.6.2 is 11.0 (the same table writes both); the images for 11.0 are built on another Ubuntu. */
function servingVersion(filled: Filled, version: string): void {
  if (filled.cuda === '11' && version === table.serving.cuda11.version) {
    filled.cuda = table.serving.cuda11.value;
    filled.inferred.push('cuda');
  }
  fill(filled, 'os', filled.cuda === '11.0' ? table.serving.osOfCuda110 : inRange(version, table.serving.os));
}

function manylinux(filled: Filled, claims: Claims): void {
  const { lastCuda, os } = table.manylinux;
  if (claims.cuda !== null && compareVersions(claims.cuda, lastCuda) <= 0) fill(filled, 'os', os);
}

/** The defaults hold for the project's own images, not for what others call `paddle`. */
const isOwn = (canonical: string): boolean =>
  canonical === 'paddle' || /^paddle(?:paddle|dev)\//.test(canonical);

function byFamily(filled: Filled, profile: Profile, claims: Claims): void {
  const { family } = profile;
  if (family === 'paddle' && isOwn(profile.canonical)) paddle(filled, claims);
  else if (family === 'serving') serving(filled, claims);
  else if (family === 'manylinux') manylinux(filled, claims);
  else if (family === 'ngc' && claims.build !== null) fill(filled, 'device', 'gpu');
  else if (family === 'paddleocr-vl' && claims.unknown.length === 0) fill(filled, 'device', 'gpu');
}

/** Claims of the tag, then of the repository name, then the documented defaults. */
export function withDefaults(profile: Profile, claims: Claims): Filled {
  const byName = profile.device !== null && (claims.device === null || claims.deviceImplied);
  const filled: Filled = {
    device: byName ? profile.device : claims.device,
    cuda: claims.cuda ?? profile.cuda,
    gcc: claims.gcc,
    python: claims.python ?? profile.python,
    os: claims.os ?? profile.os,
    arch: claims.arch ?? profile.arch,
    inferred: byName || claims.deviceImplied ? ['device'] : [],
  };
  byFamily(filled, profile, claims);
  return filled;
}
