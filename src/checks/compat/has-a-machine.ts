import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const compatHasAMachine = defineCheck({
  id: 'compat/has-a-machine',
  subject: 'workload',
  needs: ['workload.groups', 'workload.pod'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { candidates, refused } = facts['workload.groups'];
    if (facts['workload.pod'].engine !== 'kubernetes') return notApplicable('no scheduler places it');
    if (candidates.length > 0 || refused.length === 0) return pass();
    return fail('none', {
      data: {
        reasons: refused.slice(0, 6).map(({ group, why }) => `${group}: ${why}`),
        groups: refused.length,
      },
    });
  },
});
