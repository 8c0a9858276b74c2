import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

const VARIABLE = 'LD_LIBRARY_PATH';
/** `/usr/local/cuda/compat`, `/usr/local/cuda-11.8/compat/`: a folder of forward-compatibility libraries. */
const COMPAT = /\/cuda[^/]*\/compat\/?$/;

export const workloadLeavesCudaCompatAlone = defineCheck({
  id: 'workload/leaves-cuda-compat-alone',
  subject: 'container',
  needs: ['container.environment'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { variables, at } = facts['container.environment'];
    const value = variables[VARIABLE];
    if (value === null) return notApplicable('the value comes from elsewhere');
    const folders = (value ?? '').split(':');
    const compat = folders.find((folder) => COMPAT.test(folder));
    if (compat === undefined) return pass();
    const rest = folders.filter((folder) => folder !== '' && !COMPAT.test(folder)).join(':');
    return fail('compat', { at: at[VARIABLE], data: { compat, value: value ?? '', rest } });
  },
});
