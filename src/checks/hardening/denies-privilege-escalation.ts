import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';
import { SAID_BY_PRIVILEGED } from './unconfined.ts';

export const deniesPrivilegeEscalation = defineCheck({
  id: 'hardening/denies-privilege-escalation',
  subject: 'container',
  needs: ['container.engine', 'container.privileges'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { privileged, allowPrivilegeEscalation, at } = facts['container.privileges'];
    if (privileged === true) return SAID_BY_PRIVILEGED;
    if (allowPrivilegeEscalation === false) return pass();
    const data = { fix: settingFor('escalation', facts['container.engine'].engine) };
    const message = allowPrivilegeEscalation === true ? 'allowed' : 'not-denied';
    return fail(message, { data, at: firstPlace(at, 'allowPrivilegeEscalation'), key: 'escalation' });
  },
});
