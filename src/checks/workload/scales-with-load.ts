import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isScalable } from './scalable.ts';
import { isScaled } from './selection.ts';

export const workloadScalesWithLoad = defineCheck({
  id: 'workload/scales-with-load',
  subject: 'workload',
  needs: ['workload.summary', 'inputs.inventory'],
  absence: ['inputs.inventory'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const workload = facts['workload.summary'];
    if (!isScalable(workload)) return notApplicable('not a service with replicas to set');
    if (workload.images.every(({ make }) => make === 'other'))
      return notApplicable('not the inference service');
    const { kind, name } = workload;
    return isScaled(facts['inputs.inventory'], workload)
      ? pass()
      : fail('unscaled', { data: { workload: `${kind}/${name}`, kind, name } });
  },
});
