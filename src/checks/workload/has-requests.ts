import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { sharesTheNode } from './long-running.ts';

export const workloadHasRequests = defineCheck({
  id: 'workload/has-requests',
  subject: 'container',
  needs: ['container.context', 'container.resources'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (!sharesTheNode(facts['container.context'])) return notApplicable('an init or ephemeral container');
    const { requestCpu, requestMemory, limitCpu, limitMemory, at } = facts['container.resources'];
    const missing = [
      { what: 'cpu', request: requestCpu, limit: limitCpu },
      { what: 'memory', request: requestMemory, limit: limitMemory },
    ].filter(({ request }) => request === null);
    if (missing.length === 0) return pass();
    const data = { missing: missing.map(({ what }) => what) };
    const place = at['requests'] ?? at['resources'];
    // Kubernetes takes a limit for the request that is not written: the node is then booked at the worst case.
    return missing.every(({ limit }) => limit !== null)
      ? fail('limits-instead', {
          at: place,
          data: { ...data, taken: missing.map(({ what, limit }) => `${what} ${limit ?? ''}`) },
        })
      : fail('missing', { at: place, data });
  },
});
