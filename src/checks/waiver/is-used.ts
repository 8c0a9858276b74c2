import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const waiverIsUsed = defineCheck({
  id: 'waiver/is-used',
  subject: 'waiver',
  needs: ['waiver.state'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { missing, refused, expired, used, rule } = facts['waiver.state'];
    if (missing.length > 0 || refused !== null || expired)
      return notApplicable('another waiver rule speaks of it');
    return used > 0 ? pass() : fail('unused', { data: { rule: rule ?? '' } });
  },
});
