import type { JSONSchemaType } from 'ajv';
import type { Mount } from '../../facts/container.ts';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { hostPathOf, isAtOrBelow, isEngineSocket, placeOf } from './host-path.ts';
import { settingFor } from './settings.ts';

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
  needs: ['container.mounts', 'container.engine'],
  options,
  judge({ facts, options }) {
    const found = facts['container.mounts'].mounts.filter((mount) => isSensitive(mount, options));
    const [first, ...others] = found;
    if (first === undefined) return pass();
    const names = found.map((mount) => hostPathOf(mount) ?? '');
    return fail(messageFor(found, options), {
      data: { paths: names, instead: settingFor('folder', facts['container.engine'].engine) },
      at: placeOf(first),
      related: others.map(placeOf),
      key: names.join(','),
    });
  },
});

/** What may be read is wanted by agents of the node (logs): those are told to mount it read-only, not to do without. */
function messageFor(
  found: readonly Mount[],
  { readable }: Options,
): 'readable' | 'writable' | 'should-be-read-only' {
  if (found.every((mount) => mount.readOnly)) return 'readable';
  const isReadable = (mount: Mount): boolean => {
    const path = hostPathOf(mount);
    return path !== null && readable.some((folder) => isAtOrBelow(path, folder));
  };
  return found.every(isReadable) ? 'should-be-read-only' : 'writable';
}

function isSensitive(mount: Mount, { below, whole, allowed, readable }: Options): boolean {
  const path = hostPathOf(mount);
  // The sockets of container engines are hardening/mounts-no-engine-socket's.
  if (path === null || isEngineSocket(path)) return false;
  if (allowed.some((folder) => isAtOrBelow(path, folder))) return false;
  if (mount.readOnly && readable.some((folder) => isAtOrBelow(path, folder))) return false;
  return whole.includes(path) || below.some((folder) => isAtOrBelow(path, folder));
}
