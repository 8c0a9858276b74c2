import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadHasNoIdleAccelerator = defineCheck({
  id: 'workload/has-no-idle-accelerator',
  subject: 'container',
  needs: ['container.image', 'container.tag', 'container.accelerator'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['container.tag']?.device !== 'cpu') return notApplicable('not a CPU image of Paddle');
    const { granted, given } = facts['container.accelerator'];
    const devices = [...granted.map(({ name }) => name), ...(given === null ? [] : [given])];
    if (devices.length === 0) return pass();
    return fail('idle', { data: { image: facts['container.image'].written ?? '', devices } });
  },
});
