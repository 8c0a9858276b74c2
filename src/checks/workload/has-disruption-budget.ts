import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isScalable } from './scalable.ts';
import { isScaled, ofKind, selectsPods } from './selection.ts';

export const workloadHasDisruptionBudget = defineCheck({
  id: 'workload/has-disruption-budget',
  subject: 'workload',
  needs: ['workload.pod', 'workload.summary', 'inputs.inventory'],
  absence: ['inputs.inventory'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const workload = facts['workload.summary'];
    const inventory = facts['inputs.inventory'];
    if (!isScalable(workload)) return notApplicable('not a service with replicas to set');
    const { replicas } = facts['workload.pod'];
    // With one replica a budget can only forbid every drain.
    if ((replicas ?? 1) < 2 && !isScaled(inventory, workload)) return notApplicable('one replica');
    const { kind, name, podLabels } = workload;
    if (selectsPods(ofKind(inventory, 'PodDisruptionBudget'), workload)) return pass();
    return fail('missing', {
      data: {
        workload: `${kind}/${name}`,
        name,
        labels: Object.entries(podLabels).map(([key, value]) => `${key}: ${value}`),
      },
    });
  },
});
