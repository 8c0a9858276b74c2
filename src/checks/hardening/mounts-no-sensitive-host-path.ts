import type { JSONSchemaType } from 'ajv';
import type { Mount } from '../../facts/container.ts';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { hostPathOf, isAtOrBelow, isEngineSocket, placeOf } from './host-path.ts';

interface Options {
  /** Folders that give the host away, with all that lies below them. */
  readonly below: readonly string[];
  /** Folders that do so only when they are mounted whole. */
  readonly whole: readonly string[];
  /** Paths, with all below, that accelerators and clocks need in spite of that. */
  readonly allowed: readonly string[];
  /** Paths, with all below, that may be read but not written. */
  readonly readable: readonly string[];
}

const paths = { type: 'array', items: { type: 'string' } } as const;

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['below', 'whole', 'allowed', 'readable'],
  properties: { below: paths, whole: paths, allowed: paths, readable: paths },
};

export const mountsNoSensitiveHostPath = defineCheck({
  id: 'hardening/mounts-no-sensitive-host-path',
  subject: 'container',
  needs: ['container.mounts'],
  options,
  judge({ facts, options }) {
    const found = facts['container.mounts'].mounts.filter((mount) => isSensitive(mount, options));
    const [first, ...others] = found;
    if (first === undefined) return pass();
    const names = found.map((mount) => hostPathOf(mount) ?? '');
    return fail(found.every((mount) => mount.readOnly) ? 'readable' : 'writable', {
      data: { paths: names },
      at: placeOf(first),
      related: others.map(placeOf),
      key: names.join(','),
    });
  },
});

function isSensitive(mount: Mount, { below, whole, allowed, readable }: Options): boolean {
  const path = hostPathOf(mount);
  // The sockets of container engines are hardening/mounts-no-engine-socket's.
  if (path === null || isEngineSocket(path)) return false;
  if (allowed.some((folder) => isAtOrBelow(path, folder))) return false;
  if (mount.readOnly && readable.some((folder) => isAtOrBelow(path, folder))) return false;
  return whole.includes(path) || below.some((folder) => isAtOrBelow(path, folder));
}
