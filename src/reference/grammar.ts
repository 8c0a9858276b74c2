import type { Reference } from './types.ts';

/**
 * The grammar of github.com/distribution/reference v0.6.0 (`ParseNormalizedNamed`), scanned by hand: every character is
 * looked at a bounded number of times, so hostile input costs no more than its length.
 */

export type FailureCode =
  'identifier' | 'invalid-host' | 'invalid-name' | 'invalid-tag' | 'invalid-digest' | 'name-too-long';

export interface Failure {
  readonly code: FailureCode;
  readonly at: number;
}

/** Longest repository path, in characters; the host does not count (`RepositoryNameTotalLengthMax`). */
const longestPath = 255;
const longestTag = 128;
const dockerHub = 'docker.io';
const digestLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

const [slash, colon, at, dot, dash, underscore] = [47, 58, 64, 46, 45, 95];

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isPathAtom = (code: number): boolean => isLower(code) || isDigit(code);
const isHostAtom = (code: number): boolean => isLower(code) || isDigit(code) || isUpper(code);
const isTagStart = (code: number): boolean => isHostAtom(code) || code === underscore;
const isTagRest = (code: number): boolean => isTagStart(code) || code === dot || code === dash;
const isLowerHex = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 102);
const isAddress = (code: number): boolean => isLowerHex(code) || (code >= 65 && code <= 70) || code === colon;

function every(text: string, from: number, to: number, test: (code: number) => boolean): boolean {
  for (let index = from; index < to; index += 1) if (!test(text.charCodeAt(index))) return false;
  return true;
}

/** `sep` of a path component: one dot, one or two underscores, or any number of dashes. Returns where it ends. */
function afterSeparator(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code === dot) return index + 1;
  if (code === underscore) return text.charCodeAt(index + 1) === underscore ? index + 2 : index + 1;
  let end = index;
  while (text.charCodeAt(end) === dash) end += 1;
  return end;
}

/** End of the repository path that begins at `from`, or the negative complement (`~index`) of the place where it breaks. */
function endOfPath(text: string, from: number): number {
  let index = from;
  for (;;) {
    if (!isPathAtom(text.charCodeAt(index))) return ~index;
    do index += 1;
    while (isPathAtom(text.charCodeAt(index)));
    const code = text.charCodeAt(index);
    if (index === text.length || code === colon || code === at) return index;
    const next = code === slash ? index + 1 : afterSeparator(text, index);
    if (next === index) return ~index;
    index = next;
  }
}

function isHostName(text: string): boolean {
  let atStart = true;
  let last = dot;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot) {
      if (atStart || last === dash) return false;
      atStart = true;
    } else if (isHostAtom(code)) atStart = false;
    else if (code !== dash || atStart) return false;
    last = code;
  }
  return !atStart && last !== dash;
}

function isHost(text: string): boolean {
  const bracket = text.charCodeAt(0) === 91 ? text.indexOf(']') : 0;
  if (bracket < 0) return false;
  const port = text.indexOf(':', bracket);
  if (port >= 0 && (port + 1 === text.length || !every(text, port + 1, text.length, isDigit))) return false;
  const name = port < 0 ? text : text.slice(0, port);
  if (bracket === 0) return isHostName(name);
  return bracket > 1 && bracket === name.length - 1 && every(name, 1, bracket, isAddress);
}

function isDigest(text: string): boolean {
  const separator = text.indexOf(':');
  const length = digestLengths.get(text.slice(0, Math.max(separator, 0)));
  return length === text.length - separator - 1 && every(text, separator + 1, text.length, isLowerHex);
}

interface Split {
  registry: string;
  pathFrom: number;
  /** `library/` where the name is an official one-part name of Docker Hub. */
  prefix: string;
}

const hostMark = (code: number): boolean => code === dot || code === colon || isUpper(code);

/** Which part is the host: `splitDockerDomain`. */
function split(text: string): Split | Failure {
  const cut = text.indexOf('/');
  if (cut < 0) return { registry: dockerHub, pathFrom: 0, prefix: 'library/' };
  const first = text.slice(0, cut);
  let registry = first;
  if (first === 'index.docker.io') registry = dockerHub;
  else if (first !== 'localhost' && every(first, 0, cut, (code) => !hostMark(code))) {
    return { registry: dockerHub, pathFrom: 0, prefix: '' };
  }
  if (registry === dockerHub)
    return { registry, pathFrom: cut + 1, prefix: text.includes('/', cut + 1) ? '' : 'library/' };
  if (isHost(first)) return { registry: registry.toLowerCase(), pathFrom: cut + 1, prefix: '' };
  // The grammar's own corner: `a.b_c/name` is no host, but a legal path, and is then a name without any registry.
  if (endOfPath(first, 0) === cut) return { registry: '', pathFrom: 0, prefix: '' };
  return { code: 'invalid-host', at: 0 };
}

/** The reference that `text` is, or the first place at which it leaves the grammar. */
export function scanReference(text: string): Reference | Failure {
  if (text.length === 64 && every(text, 0, 64, isLowerHex)) return { code: 'identifier', at: 0 };
  const host = split(text);
  if ('code' in host) return host;
  const pathEnd = endOfPath(text, host.pathFrom);
  if (pathEnd < 0) return { code: 'invalid-name', at: ~pathEnd };
  const repository = host.prefix + text.slice(host.pathFrom, pathEnd);
  if (repository.length > longestPath) return { code: 'name-too-long', at: host.pathFrom };
  let end = pathEnd;
  let tag: string | null = null;
  if (text.charCodeAt(end) === colon) {
    end = endOfTag(text, pathEnd + 1);
    if (end < 0) return { code: 'invalid-tag', at: ~end };
    tag = text.slice(pathEnd + 1, end);
  }
  let digest: string | null = null;
  if (end < text.length) {
    digest = text.slice(end + 1);
    if (!isDigest(digest)) return { code: 'invalid-digest', at: end + 1 };
  }
  return { original: text, registry: host.registry, repository, tag, digest };
}

/** End of the tag, which is the end of the text or an `@`; `~index` where it breaks. */
function endOfTag(text: string, from: number): number {
  if (!isTagStart(text.charCodeAt(from))) return ~from;
  let index = from + 1;
  while (isTagRest(text.charCodeAt(index))) index += 1;
  if (index - from > longestTag) return ~(from + longestTag);
  return index === text.length || text.charCodeAt(index) === at ? index : ~index;
}
