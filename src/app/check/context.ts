import type { Fleet } from '../../compatibility/fleet.ts';
import type { FileSource } from '../../facts/file-source.ts';
import { dockerfileBase } from '../../inputs/dockerfile/base.ts';
import { originResolver } from '../../inputs/origin.ts';
import type { FileLookup, ReadContext } from '../../inputs/port.ts';
import type { Config } from '../../rules/config.ts';
import { decodeText } from '../../syntax/text/decode.ts';

export interface ContextOptions {
  readonly source: FileSource;
  readonly mirrors: NonNullable<Config['mirrors']>;
  readonly images: NonNullable<Config['images']>;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** The machines that workloads are meant for, or null. */
  readonly fleet: Fleet | null;
  /** Paths of all files that are judged in this run. */
  readonly inputs: ReadonlySet<string>;
}

const CACHE_LIMIT = 512;

/** What readers may see beyond their own file: other files of the same source, and the team's words on its images. */
export function readContext({
  source,
  mirrors,
  images,
  buildArgs,
  variables,
  fleet,
  inputs,
}: ContextOptions): ReadContext {
  const cache = new Map<string, FileLookup>();
  const lookup = (path: string): FileLookup => {
    let known = cache.get(path);
    if (known === undefined) {
      known = lookUp(source, path);
      if (cache.size < CACHE_LIMIT) cache.set(path, known);
    }
    return known;
  };
  const originOf = originResolver({
    mirrors,
    images,
    baseOf: (dockerfile) => {
      const found = lookup(dockerfile);
      return found.ok ? dockerfileBase(found.file, buildArgs) : null;
    },
  });
  return {
    lookup,
    exists: (path) => source.exists(path),
    buildArgs,
    variables,
    originOf,
    ...(fleet === null ? {} : { fleet }),
    isInput: (path) => inputs.has(path),
  };
}

function lookUp(source: FileSource, path: string): FileLookup {
  const read = source.read(path);
  if (!read.ok) {
    const reason = read.reason === 'missing' || read.reason === 'outside' ? read.reason : 'unreadable';
    return { ok: false, reason, detail: read.detail };
  }
  const decoded = decodeText(read.bytes);
  if (!decoded.ok) return { ok: false, reason: 'unreadable', detail: decoded.problem.message };
  return { ok: true, file: { path, text: decoded.text, digest: read.digest } };
}
