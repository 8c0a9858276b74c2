import type { PipInstall, PipRequirement } from '../../src/facts/dockerfile.ts';
import { place } from './facts.ts';

/** `flask==3.0.3` as a pip install asks for it. */
export function requirement(written: string, changes: Partial<PipRequirement> = {}): PipRequirement {
  const end = written.search(/[<>=!~ ]/);
  const name = end === -1 ? written : written.slice(0, end);
  const specifier = end === -1 ? '' : written.slice(end).trim();
  return {
    name,
    written,
    specifier,
    pinned: specifier.startsWith('==') && !specifier.includes('*'),
    hashes: 0,
    url: null,
    place: place('Dockerfile', 2, 17),
    ...changes,
  };
}

/** One pip install of the first stage, from nowhere in particular. */
export function pipInstall(
  requirements: readonly PipRequirement[],
  changes: Partial<PipInstall> = {},
): PipInstall {
  return {
    stage: 0,
    requirements,
    indexUrl: null,
    extraIndexUrls: [],
    findLinks: [],
    trustedHosts: [],
    requireHashes: false,
    place: place('Dockerfile', 2, 1),
    ...changes,
  };
}
