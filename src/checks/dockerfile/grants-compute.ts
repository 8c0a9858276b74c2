import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { faultOfCapabilities } from '../workload/driver-settings.ts';

export const dockerfileGrantsCompute = defineCheck({
  id: 'dockerfile/grants-compute',
  subject: 'dockerfile',
  needs: ['dockerfile.driver'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { capabilities, mayHoldPaddle } = facts['dockerfile.driver'];
    const { value, at } = capabilities;
    const fault = faultOfCapabilities(value);
    if (fault === null) return pass();
    if (fault.message === 'without-compute' && !mayHoldPaddle)
      return notApplicable('not an image with Paddle');
    return fail(fault.message, { at, data: { value: value ?? '', unknown: fault.unknown } });
  },
});
