import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { compatOnPath } from '../workload/driver-settings.ts';

export const dockerfileLeavesCudaCompatAlone = defineCheck({
  id: 'dockerfile/leaves-cuda-compat-alone',
  subject: 'dockerfile',
  needs: ['dockerfile.driver'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { value, at } = facts['dockerfile.driver'].libraryPath;
    const fault = compatOnPath(value);
    return fault === null ? pass() : fail('compat', { at, data: { ...fault, value: value ?? '' } });
  },
});
