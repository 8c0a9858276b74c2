import { defineCheck, NO_OPTIONS } from '../define.ts';
import { judgePlacements } from './placements.ts';

export const compatGateAdmits = defineCheck({
  id: 'compat/gate-admits',
  subject: 'workload',
  needs: ['workload.groups', 'workload.gate'],
  options: NO_OPTIONS,
  judge({ facts }) {
    return judgePlacements(facts['workload.groups'], facts['workload.gate'], 'refused');
  },
});
