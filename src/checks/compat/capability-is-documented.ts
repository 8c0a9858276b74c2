import { defineCheck, NO_OPTIONS } from '../define.ts';
import { judgePlacements } from './placements.ts';

export const compatCapabilityIsDocumented = defineCheck({
  id: 'compat/capability-is-documented',
  subject: 'workload',
  needs: ['workload.groups', 'workload.documented-range'],
  options: NO_OPTIONS,
  judge({ facts }) {
    return judgePlacements(facts['workload.groups'], facts['workload.documented-range'], 'outside');
  },
});
