import table from '../../rules/tags/defaults.json' with { type: 'json' };
import type { Profile } from './family.ts';
import type { Claims } from './read-tag.ts';
import { compareVersions } from './version.ts';

/** What the documents say of fields that a tag leaves out. Whatever is filled in here is named in `inferred`. */

interface Range {
  readonly from?: string;
  readonly before?: string;
  readonly value: string;
}

function inRange(version: string, ranges: readonly Range[]): string | null {
  const found = ranges.find(
    ({ from, before }) =>
      (from === undefined || compareVersions(version, from) >= 0) &&
      (before === undefined || compareVersions(version, before) < 0),
  );
  return found?.value ?? null;
}

export interface Filled {
  device: string | null;
  cuda: string | null;
  gcc: string | null;
  python: string | null;
  os: string | null;
  arch: string | null;
  inferred: string[];
}

const isDevelopment = (claims: Claims): boolean =>
  claims.flavours.includes('dev') || claims.flavours.includes('devel');
const accelerated = (claims: Claims): boolean => claims.cuda !== null || claims.stack.length > 0;

function fill(filled: Filled, field: Exclude<keyof Filled, 'inferred'>, value: string | null): void {
  if (filled[field] !== null || value === null) return;
  filled[field] = value;
  filled.inferred.push(field);
}

/** Bare, `-jupyter`, `-noavx`, `-openblas` and `latest-dev` are CPU images. `android` is not one to run anywhere. */
function paddle(filled: Filled, claims: Claims): void {
  const known = claims.unknown.length === 0 && !claims.flavours.includes('android') && !accelerated(claims);
  if (known && (claims.version !== null || claims.channel === 'latest')) fill(filled, 'device', 'cpu');
  if (claims.tag === 'latest-dev') fill(filled, 'gcc', table.paddle.latestDevGcc);
  const version = claims.version?.text ?? null;
  if (version !== null) {
    fill(filled, 'python', inRange(version, table.paddle.python));
    fill(filled, 'os', inRange(version, table.paddle.os));
  } else if (claims.channel === 'latest') fill(filled, 'os', table.paddle.latestOs);
  fill(filled, 'arch', table.paddle.arch);
}

const plainServing = new Set(['devel', 'runtime']);

function serving(filled: Filled, claims: Claims): void {
  const plain = claims.unknown.length === 0 && claims.flavours.every((flavour) => plainServing.has(flavour));
  if (plain && (claims.version !== null || claims.channel === 'latest')) fill(filled, 'device', 'cpu');
  if (plain && claims.flavours.includes('devel')) fill(filled, 'python', table.serving.develPython);
  if (claims.version === null) return;
  if (filled.cuda === '11' && claims.version.text === table.serving.cuda11.version) {
    filled.cuda = table.serving.cuda11.value;
    filled.inferred.push('cuda');
  }
  const newer = filled.cuda?.startsWith('11.0') === true && compareVersions(claims.version.text, '0.7') < 0;
  fill(filled, 'os', newer ? table.serving.osOfCuda110 : inRange(claims.version.text, table.serving.os));
}

function manylinux(filled: Filled, claims: Claims): void {
  if (claims.cuda !== null && compareVersions(claims.cuda, table.manylinux.lastCuda) <= 0)
    fill(filled, 'os', table.manylinux.os);
}

/** Claims of the tag, then of the repository name, then the documented defaults. */
export function withDefaults(profile: Profile, claims: Claims): Filled {
  const filled: Filled = {
    device: claims.device,
    cuda: claims.cuda ?? profile.cuda,
    gcc: claims.gcc,
    python: claims.python ?? profile.python,
    os: claims.os ?? profile.os,
    arch: claims.arch ?? profile.arch,
    inferred: [],
  };
  if (profile.device !== null && (filled.device === null || claims.deviceImplied)) {
    filled.device = profile.device;
    filled.inferred.push('device');
  } else if (claims.deviceImplied) filled.inferred.push('device');
  if (profile.family === 'paddle' && profile.product === 'paddle' && profile.device === null)
    paddle(filled, claims);
  else if (profile.family === 'serving') serving(filled, claims);
  else if (profile.family === 'manylinux') manylinux(filled, claims);
  else if (profile.family === 'ngc' && claims.build !== null) fill(filled, 'device', 'gpu');
  else if (profile.family === 'paddleocr-vl' && claims.unknown.length === 0) fill(filled, 'device', 'gpu');
  return filled;
}
