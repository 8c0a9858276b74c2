import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const compatCudaIsSupported = defineCheck({
  id: 'compat/cuda-is-supported',
  subject: 'image',
  needs: ['image.reference', 'image.cuda-support'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { support } = facts['image.cuda-support'];
    if (support === null) return notApplicable('the tag names no CUDA');
    if (support.listed) return pass();
    const { cuda, newest, ranges } = support;
    const image = facts['image.reference'].reference.original;
    return fail('left-behind', { data: { image, cuda, newest, ranges } });
  },
});
