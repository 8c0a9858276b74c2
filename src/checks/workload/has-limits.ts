import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { sharesTheNode } from './long-running.ts';

export const workloadHasLimits = defineCheck({
  id: 'workload/has-limits',
  subject: 'container',
  needs: ['container.context', 'container.resources'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const context = facts['container.context'];
    if (!sharesTheNode(context)) return notApplicable('an init or ephemeral container');
    if (context.engine === 'docker-run' && context.runsToCompletion)
      return notApplicable('a command that somebody runs by hand and waits for');
    const { limitCpu, limitMemory, devices, at } = facts['container.resources'];
    const missing = [...(limitCpu === null ? ['cpu'] : []), ...(limitMemory === null ? ['memory'] : [])];
    if (missing.length === 0) return pass();
    // Nothing is limited at all: the devices belong to the same fault.
    const unlimited = devices.filter(({ limit }) => limit === null).map(({ name }) => name);
    const place = at['limits'] ?? at['resources'];
    return fail(context.engine, { key: 'missing', at: place, data: { missing: [...missing, ...unlimited] } });
  },
});
