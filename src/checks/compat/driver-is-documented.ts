import { defineCheck, NO_OPTIONS } from '../define.ts';
import { judgePlacements } from './placements.ts';

export const compatDriverIsDocumented = defineCheck({
  id: 'compat/driver-is-documented',
  subject: 'workload',
  needs: ['workload.groups', 'workload.documented-driver'],
  options: NO_OPTIONS,
  judge({ facts }) {
    return judgePlacements(facts['workload.groups'], facts['workload.documented-driver'], 'older');
  },
});
