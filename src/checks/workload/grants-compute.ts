import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { faultOfCapabilities } from './driver-settings.ts';

export const workloadGrantsCompute = defineCheck({
  id: 'workload/grants-compute',
  subject: 'container',
  needs: ['container.image', 'container.driver-capabilities'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.image'].make === 'other') return notApplicable('not a Paddle image');
    const { value, at } = facts['container.driver-capabilities'];
    const fault = faultOfCapabilities(value);
    if (fault === null) return pass();
    return fail(fault.message, { at, data: { value: value ?? '', unknown: fault.unknown } });
  },
});
