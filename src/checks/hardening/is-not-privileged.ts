import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';

export const isNotPrivileged = defineCheck({
  id: 'hardening/is-not-privileged',
  subject: 'container',
  needs: ['container.engine', 'container.privileges'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { privileged, at } = facts['container.privileges'];
    if (privileged !== true) return pass();
    const { engine } = facts['container.engine'];
    const data = { setting: settingFor('privileged', engine), gpu: settingFor('gpu', engine) };
    return fail('privileged', { data, at: firstPlace(at, 'privileged') });
  },
});
