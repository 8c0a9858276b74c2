import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { compatOnPath } from './driver-settings.ts';

export const workloadLeavesCudaCompatAlone = defineCheck({
  id: 'workload/leaves-cuda-compat-alone',
  subject: 'container',
  needs: ['container.library-path'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { value, at } = facts['container.library-path'];
    const fault = compatOnPath(value);
    return fault === null ? pass() : fail('compat', { at, data: { ...fault, value: value ?? '' } });
  },
});
