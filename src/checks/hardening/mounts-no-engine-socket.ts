import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { hostPathOf, isEngineSocket, placeOf } from './host-path.ts';

export const mountsNoEngineSocket = defineCheck({
  id: 'hardening/mounts-no-engine-socket',
  subject: 'container',
  needs: ['container.mounts'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const found = facts['container.mounts'].mounts.flatMap((mount) => {
      const path = hostPathOf(mount);
      return path !== null && isEngineSocket(path) ? [{ path, at: placeOf(mount) }] : [];
    });
    const [first, ...others] = found;
    if (first === undefined) return pass();
    return fail('socket', {
      data: { sockets: found.map(({ path }) => path) },
      at: first.at,
      related: others.map(({ at }) => at),
    });
  },
});
