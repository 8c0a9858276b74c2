import type { ContainerEngine, ContainerProfiles, ProfileSetting } from '../../facts/container.ts';
import { fail, notApplicable, pass, type Judgement } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { localProfile, profileKind, profileText, sameProfile } from './profile.ts';
import { settingFor } from './settings.ts';
import { SAID_BY_PRIVILEGED } from './unconfined.ts';

export const hasApparmorProfile = defineCheck({
  id: 'hardening/has-apparmor-profile',
  subject: 'container',
  needs: ['container.engine', 'container.privileges', 'container.profiles'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.privileges'].privileged === true) return SAID_BY_PRIVILEGED;
    const profiles = facts['container.profiles'];
    const { engine } = facts['container.engine'];
    const { appArmorField: field, appArmorAnnotation: annotation, at } = profiles;
    if (field !== null && annotation !== null && !sameProfile(field, annotation)) {
      return fail('contradiction', {
        data: { field: profileText(field), annotation: profileText(annotation) },
        at: firstPlace(at, 'appArmorField', 'appArmorProfile', 'appArmorAnnotation'),
      });
    }
    // The kubelet looks at the field first and falls back to the annotation.
    const setting = field ?? annotation;
    return setting === null ? absent(profiles, engine) : written(setting, profiles, engine);
  },
});

function absent(profiles: ContainerProfiles, engine: ContainerEngine): Judgement {
  if (engine !== 'kubernetes') return pass();
  // A kernel runs one of the two: who writes SELinux options runs on nodes without AppArmor.
  if (profiles.selinux !== null)
    return notApplicable('SELinux options are set: hardening/is-confined-by-selinux speaks');
  return fail('missing', {
    data: { fix: settingFor('apparmor', engine), older: settingFor('olderApparmor', engine) },
  });
}

function written(setting: ProfileSetting, { at }: ContainerProfiles, engine: ContainerEngine): Judgement {
  const kind = profileKind(setting);
  const options = {
    data: {
      fix: settingFor('apparmor', engine),
      older: settingFor('olderApparmor', engine),
      type: setting.type,
    },
    at: firstPlace(at, 'appArmorField', 'appArmorProfile', 'apparmor', 'appArmorAnnotation'),
  };
  if (kind === 'unconfined') return fail('unconfined', options);
  if (engine !== 'kubernetes') return pass();
  if (kind === 'other') return fail('not-a-type', options);
  return kind === 'localhost' && localProfile(setting) === null ? fail('no-profile-name', options) : pass();
}
