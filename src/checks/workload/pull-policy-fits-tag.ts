import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

const POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never'];

export const workloadPullPolicyFitsTag = defineCheck({
  id: 'workload/pull-policy-fits-tag',
  subject: 'container',
  needs: ['container.context', 'container.image'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.context'].engine !== 'kubernetes')
      return notApplicable('pull policies decide only in Kubernetes');
    const { pullPolicy, written, at } = facts['container.image'];
    // Not written: Always for latest and for no tag, else IfNotPresent, which fits both. A tag that moves is
    // tag/is-pinned's, whatever the policy.
    if (pullPolicy === null) return pass();
    const data = { image: written ?? '', policy: pullPolicy };
    if (!POLICIES.includes(pullPolicy)) return fail('no-policy', { at: at['pullPolicy'], data });
    return pullPolicy === 'Never' ? fail('never', { at: at['pullPolicy'], data }) : pass();
  },
});
