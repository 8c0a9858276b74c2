import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

const VARIABLE = 'NVIDIA_DISABLE_REQUIRE';
/** What Go's strconv.ParseBool takes for true: `yes` and `on` are not among them, and leave the gate in place. */
const TRUE: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];

export const workloadKeepsDriverGate = defineCheck({
  id: 'workload/keeps-driver-gate',
  subject: 'container',
  needs: ['container.environment'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { variables, at } = facts['container.environment'];
    const value = variables[VARIABLE];
    if (value === null) return notApplicable('the value comes from elsewhere');
    return value !== undefined && TRUE.includes(value)
      ? fail('disabled', { at: at[VARIABLE], data: { value } })
      : pass();
  },
});
