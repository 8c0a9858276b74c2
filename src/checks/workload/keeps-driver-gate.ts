import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { disablesGate } from './driver-settings.ts';

export const workloadKeepsDriverGate = defineCheck({
  id: 'workload/keeps-driver-gate',
  subject: 'container',
  needs: ['container.driver-gate'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { value, at } = facts['container.driver-gate'];
    return disablesGate(value) ? fail('disabled', { at, data: { value } }) : pass();
  },
});
