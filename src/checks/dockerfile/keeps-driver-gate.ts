import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { disablesGate } from '../workload/driver-settings.ts';

export const dockerfileKeepsDriverGate = defineCheck({
  id: 'dockerfile/keeps-driver-gate',
  subject: 'dockerfile',
  needs: ['dockerfile.driver'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { value, at } = facts['dockerfile.driver'].gate;
    return disablesGate(value) ? fail('disabled', { at, data: { value } }) : pass();
  },
});
