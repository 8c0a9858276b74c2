import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { localProfile, profileKind } from './profile.ts';
import { settingFor } from './settings.ts';
import { SAID_BY_PRIVILEGED } from './unconfined.ts';

export const hasSeccompProfile = defineCheck({
  id: 'hardening/has-seccomp-profile',
  subject: 'container',
  needs: ['container.engine', 'container.privileges', 'container.profiles'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.privileges'].privileged === true) return SAID_BY_PRIVILEGED;
    const { engine } = facts['container.engine'];
    const { seccomp, at } = facts['container.profiles'];
    const data = { fix: settingFor('seccomp', engine), type: seccomp?.type ?? '' };
    const place = firstPlace(at, 'seccomp', 'seccompProfile');
    // Docker and its kin apply their own profile unless told otherwise; a kubelet applies none by default.
    if (seccomp === null) return engine === 'kubernetes' ? fail('missing', { data }) : pass();
    const kind = profileKind(seccomp);
    if (kind === 'unconfined') return fail('unconfined', { data, at: place });
    if (engine !== 'kubernetes') return pass();
    if (kind === 'other') return fail('not-a-type', { data, at: place });
    const nameless = kind === 'localhost' && localProfile(seccomp) === null;
    return nameless ? fail('no-profile-name', { data, at: place }) : pass();
  },
});
