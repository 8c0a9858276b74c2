import families from '../../rules/tags/families.json' with { type: 'json' };
import others from '../../rules/tags/known-others.json' with { type: 'json' };
import { numberField, wordMeaning } from './lexicon.ts';
import { readCuda, readPython } from './numbers.ts';
import type { Reference } from './types.ts';

/** What the repository name says before the tag is read. */
export interface Profile {
  readonly family: string;
  readonly product: string;
  /** Repository path below the known namespace: what the lists of seen tags are kept under. */
  readonly canonical: string;
  readonly device: string | null;
  readonly cuda: string | null;
  readonly python: string | null;
  readonly os: string | null;
  readonly arch: string | null;
}

const namespaces = new Map(Object.entries(families.namespaces));
const repositories = new Map(Object.entries(families.repositories));
const onlyNames = new Map<string, NameRule>(Object.entries(families.onlyNames));
const onePartHosts = new Set(families.onePartHosts);
const devices = new Map(Object.entries(families.devices));
const official = new Set(others.official);
const publishers = new Map(
  Object.entries(others.publishers).map(([host, names]) => [host, new Set<string>(names)]),
);

interface NameRule {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly contains?: string;
}

function matches(rule: NameRule, name: string): boolean {
  if (rule.exact !== undefined) return rule.exact === name;
  if (rule.prefix !== undefined) return name.startsWith(rule.prefix);
  if (rule.suffix !== undefined) return name.endsWith(rule.suffix);
  return name.includes(rule.contains ?? '\0');
}

const byName = (name: string): string | undefined =>
  families.names.find((rule) => matches(rule, name))?.family;

/**
 * The path that Paddle's own lists use. `PaddlePaddle/paddle` is read by the grammar as a host without a dot; what was
 * meant is the namespace in the wrong case.
 */
function pathOf(reference: Reference): string {
  const { registry, repository } = reference;
  if (registry === 'docker.io')
    return repository.startsWith('library/') ? repository.slice('library/'.length) : repository;
  const isHost = registry === '' || registry === 'localhost' || /[.:]/.test(registry);
  return isHost ? repository : `${registry}/${repository}`;
}

function isOther(registry: string, path: string): boolean {
  if (registry === 'docker.io' && !path.includes('/')) return official.has(path);
  const names = publishers.get(registry);
  if (names === undefined) return false;
  const [first = '', second] = path.split('/');
  return names.has('*') || names.has(first) || names.has(`${first}/${second ?? ''}`);
}

interface Found {
  readonly family: string;
  readonly canonical: string;
}

/** Namespaces with one kind of image, whatever the name says. */
const uniform: ReadonlySet<string> = new Set(['device', 'ngc', 'ci']);

function admits(namespace: string, name: string): boolean {
  const only = onlyNames.get(namespace);
  return only === undefined || matches(only, name);
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * The first component that is a namespace of the project decides, on any registry: `mirror.corp/x/paddlepaddle/paddle` is
 * paddlepaddle/paddle. A name alone does not: `bank.example/ocr/paddleocr` is that team's own image.
 */
function inNamespace(path: string): Found | null {
  const name = lastPart(path);
  const parts = path.split('/');
  for (const [index, namespace] of parts.slice(0, -1).entries()) {
    const fallback = namespaces.get(namespace);
    if (fallback === undefined || !admits(namespace, name)) continue;
    const family = uniform.has(fallback) ? fallback : (byName(name) ?? fallback);
    return { family, canonical: parts.slice(index).join('/') };
  }
  return null;
}

function find(reference: Reference, path: string): Found {
  const listed = repositories.get(path);
  if (listed !== undefined && (path.includes('/') || onePartHosts.has(reference.registry)))
    return { family: listed, canonical: path };
  const found = inNamespace(path);
  if (found !== null) return found;
  if (isOther(reference.registry, path)) return { family: 'other', canonical: path };
  const local = !path.includes('/') && onePartHosts.has(reference.registry) && byName(path) === 'device';
  return { family: local ? 'device' : 'unknown', canonical: path };
}

const named = new Set([
  'paddle',
  'serving',
  'fastdeploy',
  'paddlex',
  'paddleocr',
  'paddlenlp',
  'paddledetection',
  'paddlespeech',
  'manylinux',
]);

function productOf(family: string, path: string): string {
  const name = lastPart(path);
  if (name === 'hps') return 'hps';
  if (path.startsWith('tecotp-docker/')) return 'paddle_sdaa';
  if (family === 'ngc') return 'paddle';
  return named.has(family) ? family : name;
}

type Claims = Omit<Profile, 'family' | 'product' | 'canonical'>;

/** Device, CUDA, Python, OS and architecture where they stand in the path: `fastdeploy-cuda-12.6`, `…/ubuntu22.04/x86_64/paddle`. */
function claimsOf(path: string): Claims {
  const claims = {
    device: null as string | null,
    cuda: null as string | null,
    python: null as string | null,
    os: null as string | null,
    arch: null as string | null,
  };
  const parts = path.split('/');
  for (const part of parts.slice(0, -1)) {
    const word = wordMeaning(part);
    if (word?.kind === 'arch') claims.arch = word.value;
    else if (/^(?:ubuntu|centos|debian|kylinv?)[0-9][0-9.]{0,5}$/.test(part)) claims.os = part;
  }
  const tokens = lastPart(path).split(/[-_]/);
  tokens.forEach((token, index) => {
    const meaning = wordMeaning(token);
    if (meaning?.kind === 'arch') claims.arch = meaning.value;
    else if (meaning?.kind === 'vendor' || (meaning?.kind === 'device' && claims.device === null))
      claims.device = meaning.value;
    else if (token === 'cuda') {
      claims.cuda = readCuda(tokens[index + 1] ?? '');
      claims.device = 'gpu';
    } else if (numberField(token.replace(/[0-9.]+$/, '')) === 'python')
      claims.python = readPython(token.replace(/^[a-z]+/, ''));
  });
  for (const [repository, device] of devices) if (path.startsWith(repository)) claims.device = device;
  return claims;
}

const nothing: Claims = { device: null, cuda: null, python: null, os: null, arch: null };

function makeProfile(reference: Reference): Profile {
  const path = pathOf(reference);
  const { family, canonical } = find(reference, path);
  const claims = family === 'other' || family === 'unknown' ? nothing : claimsOf(canonical);
  return { family, product: productOf(family, canonical), canonical, ...claims };
}

/** Few names are seen in one run, so the last ones are kept; the table is emptied when it is full. */
const capacity = 512;
const profiles = new Map<string, Profile>();

export function profileOf(reference: Reference): Profile {
  const key = `${reference.registry}/${reference.repository}`;
  const known = profiles.get(key);
  if (known !== undefined) return known;
  const made = makeProfile(reference);
  if (profiles.size >= capacity) profiles.clear();
  profiles.set(key, made);
  return made;
}
