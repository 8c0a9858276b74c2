import { defineCheck, NO_OPTIONS } from '../define.ts';
import { judgePlacements } from './placements.ts';

export const compatForwardCompatSuitsMachine = defineCheck({
  id: 'compat/forward-compat-suits-machine',
  subject: 'workload',
  needs: ['workload.groups', 'workload.forward-compat'],
  options: NO_OPTIONS,
  judge({ facts }) {
    return judgePlacements(facts['workload.groups'], facts['workload.forward-compat'], 'refused');
  },
});
