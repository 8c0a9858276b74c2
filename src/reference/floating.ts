import { mistypedVersion } from './mistyped.ts';
import type { Claims } from './reading.ts';
import type { Reference } from './types.ts';

/** Whether a tag can come to name another image, and why. A property of the grammar and of history, not of one word. */
export interface Floating {
  readonly floating: boolean;
  readonly why: string;
}

const yes = (why: string): Floating => ({ floating: true, why });
const no = (why: string): Floating => ({ floating: false, why });

const untagged = yes('no tag and no digest: the registry answers with whatever `latest` is that day');
const onlyDigest = no('named by digest alone');
const byCommit = no('ends in a commit');
const byFile = no('named by the checksum of its Dockerfile');
const monthly = no('a monthly release');
const full = no('a full version');
const minor = yes('a version of fewer than three parts: patches land under the same name');
const noVersion = yes('no version in the tag: it is built again under the same name');
const manylinux = yes('build images carry no version and are rebuilt when their toolchain changes');
const mistyped = no('not certain: a letter stands where its version has a digit');
const device = yes('device images without a Paddle version are pushed again under the same name');
const channels = new Map<string, Floating>();

const hexOnly = /^[0-9a-f]{6}$/;

function byChannel(channel: string): Floating {
  const known = channels.get(channel);
  if (known !== undefined) return known;
  const made = yes(`\`${channel}\` is a channel: the image behind it is replaced`);
  if (channels.size < 64) channels.set(channel, made);
  return made;
}

function byVersion(family: string, claims: Claims): Floating {
  const version = claims.version ?? (family === 'device' || family === 'paddle' ? claims.framework : null);
  if (version === null && claims.unknown.some((token) => mistypedVersion(token) !== null)) return mistyped;
  if (version === null) return family === 'device' ? device : noVersion;
  return version.parts < 3 ? minor : full;
}

/** Floating of a tag that Paddle's grammar describes. */
export function floatingOf(reference: Reference, family: string, claims: Claims | null): Floating {
  if (claims === null || reference.tag === null) return reference.digest === null ? untagged : onlyDigest;
  if (family === 'manylinux') return manylinux;
  if (family === 'ci') return claims.build === null ? noVersion : byFile;
  if (family === 'ngc') return claims.build === null ? noVersion : monthly;
  if (claims.build !== null && hexOnly.test(claims.build)) return byCommit;
  return claims.channel === null ? byVersion(family, claims) : byChannel(claims.channel);
}

const channelWords = new Set([
  'nightly',
  'edge',
  'main',
  'master',
  'develop',
  'dev',
  'canary',
  'stable',
  'rolling',
  'snapshot',
  'latest',
  'lts',
  'mainline',
  'current',
  'trunk',
  'head',
  'next',
  'release',
  'prod',
  'production',
  'preprod',
  'staging',
  'live',
  'test',
  'testing',
  'uat',
  'qa',
  'preview',
  'experimental',
  'unstable',
  'daily',
  'weekly',
]);
/** Words for what an image is built on or made for. A tag of nothing else names no version: `node:alpine`, `docker:dind`. */
const variantWords = new Set([
  'alpine',
  'slim',
  'bookworm',
  'trixie',
  'bullseye',
  'buster',
  'jammy',
  'noble',
  'focal',
  'debian',
  'ubuntu',
  'dind',
  'rootless',
  'debug',
  'runtime',
  'cpu',
  'gpu',
  'cuda',
]);
const unsettled = no('nothing shows that the tag moves');
const partial = no(
  'not certain: a version of fewer than three parts, under which most projects publish their patches too',
);
const onlyVariant = yes('it names no version: it goes along with the newest one');

/** One or two numbers where a version has three: `8`, `v3.10`, `8.0-debian`. Dates, build numbers and commits are none. */
const fewParts = /^v?[0-9]{1,3}(?:\.[0-9]{1,3})?(?:-[a-z]+)*$/;

/** Whether the tag of an image that is not Paddle's names a version that patches are likely to land under. */
export function isPartialElsewhere(tag: string | null): boolean {
  return tag !== null && fewParts.test(tag.toLowerCase());
}

/** Floating of any other image: said only where it is certain. */
export function floatingElsewhere(reference: Reference): Floating {
  const { tag, digest } = reference;
  if (tag === null) return digest === null ? untagged : onlyDigest;
  const lower = tag.toLowerCase();
  if (channelWords.has(lower)) return byChannel(lower);
  const words = lower.split(/[-_.]/);
  const channel = /[0-9]/.test(lower) ? undefined : words.find((word) => channelWords.has(word));
  if (channel !== undefined) return byChannel(channel);
  if (words.every((word) => variantWords.has(word))) return onlyVariant;
  if (/^latest[-_]|[-_]latest$/.test(lower)) return byChannel('latest');
  return isPartialElsewhere(lower) ? partial : unsettled;
}
