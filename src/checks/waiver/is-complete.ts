import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const waiverIsComplete = defineCheck({
  id: 'waiver/is-complete',
  subject: 'waiver',
  needs: ['waiver.state'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { missing, rule } = facts['waiver.state'];
    return missing.length === 0 ? pass() : fail('incomplete', { data: { missing, rule: rule ?? 'PV1001' } });
  },
});
