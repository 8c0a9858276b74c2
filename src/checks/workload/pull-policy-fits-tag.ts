import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

const POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never'];

export const workloadPullPolicyFitsTag = defineCheck({
  id: 'workload/pull-policy-fits-tag',
  subject: 'container',
  needs: ['container.context', 'container.image', 'container.pull'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.context'].engine !== 'kubernetes')
      return notApplicable('pull policies decide only in Kubernetes');
    const { policy, at } = facts['container.pull'];
    // Not written: Always for latest and for no tag, else IfNotPresent, which fits both. A tag that moves is
    // tag/is-pinned's, whatever the policy.
    if (policy === null) return pass();
    const data = { image: facts['container.image'].written ?? '', policy };
    if (!POLICIES.includes(policy)) return fail('no-policy', { at: at['imagePullPolicy'], data });
    return policy === 'Never' ? fail('never', { at: at['imagePullPolicy'], data }) : pass();
  },
});
