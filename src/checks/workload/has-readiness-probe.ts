import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { exampleProbe } from './example-probe.ts';
import { isLongRunning } from './long-running.ts';

export const workloadHasReadinessProbe = defineCheck({
  id: 'workload/has-readiness-probe',
  subject: 'container',
  needs: ['container.context', 'container.probes'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const context = facts['container.context'];
    if (!isLongRunning(context) || !context.serving) return notApplicable('it answers no requests');
    return facts['container.probes'].readiness === null
      ? fail('missing', { data: { probe: exampleProbe(context.ports[0] ?? 8080, '/ready') } })
      : pass();
  },
});
