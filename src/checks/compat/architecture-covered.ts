import { defineCheck, NO_OPTIONS } from '../define.ts';
import { judgePlacements } from './placements.ts';

export const compatArchitectureCovered = defineCheck({
  id: 'compat/architecture-covered',
  subject: 'workload',
  needs: ['workload.groups', 'workload.kernels'],
  options: NO_OPTIONS,
  judge({ facts }) {
    return judgePlacements(facts['workload.groups'], facts['workload.kernels'], 'no-kernels');
  },
});
