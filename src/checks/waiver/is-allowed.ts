import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const waiverIsAllowed = defineCheck({
  id: 'waiver/is-allowed',
  subject: 'waiver',
  needs: ['waiver.state'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { missing, refused, rule } = facts['waiver.state'];
    if (missing.length > 0) return notApplicable('waiver/is-complete speaks of it');
    return refused === null ? pass() : fail(refused, { data: { rule: rule ?? '' }, key: 'refused' });
  },
});
