import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const policyIsUnchanged = defineCheck({
  id: 'policy/is-unchanged',
  subject: 'change',
  needs: ['change.configuration'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { files, addedInlineWaivers, fromElsewhere } = facts['change.configuration'];
    if (addedInlineWaivers.length > 0) return fail('waivers', { data: { waivers: addedInlineWaivers } });
    if (files.length === 0) return pass();
    return fromElsewhere
      ? notApplicable('the verdict takes its configuration from elsewhere')
      : fail('configuration', { data: { files } });
  },
});
