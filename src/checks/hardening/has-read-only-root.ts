import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';

export const hasReadOnlyRoot = defineCheck({
  id: 'hardening/has-read-only-root',
  subject: 'container',
  needs: ['container.engine', 'container.privileges'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { readOnlyRootFilesystem, at } = facts['container.privileges'];
    if (readOnlyRootFilesystem === true) return pass();
    const { engine } = facts['container.engine'];
    const data = { fix: settingFor('readOnlyRoot', engine), scratch: settingFor('scratch', engine) };
    return fail('writable', { data, at: firstPlace(at, 'readOnlyRootFilesystem') });
  },
});
