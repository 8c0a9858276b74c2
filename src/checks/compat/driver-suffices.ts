import { defineCheck, NO_OPTIONS } from '../define.ts';
import { judgePlacements } from './placements.ts';

export const compatDriverSuffices = defineCheck({
  id: 'compat/driver-suffices',
  subject: 'workload',
  needs: ['workload.groups', 'workload.cuda-path'],
  options: NO_OPTIONS,
  judge({ facts }) {
    return judgePlacements(facts['workload.groups'], facts['workload.cuda-path'], 'cannot-run');
  },
});
