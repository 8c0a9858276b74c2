import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

const VARIABLE = 'NVIDIA_DRIVER_CAPABILITIES';
/** What the NVIDIA container toolkit supports; anything else makes its hook give up. */
const SUPPORTED: readonly string[] = [
  'compute',
  'compat32',
  'graphics',
  'utility',
  'video',
  'display',
  'ngx',
];

export const workloadGrantsCompute = defineCheck({
  id: 'workload/grants-compute',
  subject: 'container',
  needs: ['container.image', 'container.environment'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.image'].make === 'other') return notApplicable('not a Paddle image');
    const { variables, at } = facts['container.environment'];
    const value = variables[VARIABLE];
    if (value === null) return notApplicable('the value comes from elsewhere');
    // Not written: the image or the toolkit's own default decides, and both have compute.
    const words = (value ?? '').split(',').filter((word) => word !== '');
    if (words.length === 0) return pass();
    const unknown = words.filter((word) => word !== 'all' && !SUPPORTED.includes(word));
    const data = { value: value ?? '', unknown };
    if (unknown.length > 0) return fail('unknown', { at: at[VARIABLE], data });
    return words.includes('all') || words.includes('compute')
      ? pass()
      : fail('without-compute', { at: at[VARIABLE], data });
  },
});
