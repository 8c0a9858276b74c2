import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadHasNoIdleAccelerator = defineCheck({
  id: 'workload/has-no-idle-accelerator',
  subject: 'container',
  needs: ['container.image', 'container.tag', 'container.accelerator'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const tag = facts['container.tag'];
    if (tag?.device !== 'cpu') return notApplicable('not a CPU image of Paddle');
    // A name that says neither version nor device is a CPU image by default only; another rule wants it replaced.
    if (tag.floating.floating && tag.inferred.includes('device'))
      return notApplicable('tag/is-pinned speaks of it');
    if (tag.flavours.includes('jupyter')) return notApplicable('tag/is-for-production speaks of it');
    const { granted, given } = facts['container.accelerator'];
    const devices = [...granted.map(({ name }) => name), ...(given === null ? [] : [given])];
    if (devices.length === 0) return pass();
    return fail('idle', { data: { image: facts['container.image'].written ?? '`build`', devices } });
  },
});
