import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';

const NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

export const hasNoHostNamespaces = defineCheck({
  id: 'hardening/has-no-host-namespaces',
  subject: 'container',
  needs: ['container.engine', 'container.privileges'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { engine, phase } = facts['container.engine'];
    // The pod shares them, so one fault would be told once for each of its containers.
    if (engine === 'kubernetes' && phase !== 'main')
      return notApplicable('namespaces are the whole pod’s: its main containers are judged');
    const privileges = facts['container.privileges'];
    const used = NAMESPACES.filter((name) => privileges[name] === true);
    if (used.length === 0) return pass();
    return fail(used.length === 1 && used[0] === 'hostIPC' ? 'ipc' : 'shared', {
      data: { settings: used.map((name) => settingFor(name, engine)) },
      at: firstPlace(privileges.at, ...used),
      key: used.join(','),
    });
  },
});
