import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const compatCudnnFitsCuda = defineCheck({
  id: 'compat/cudnn-fits-cuda',
  subject: 'image',
  needs: ['image.reference', 'image.cudnn'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { pairing } = facts['image.cudnn'];
    if (pairing === null) return notApplicable('the tag does not name a cuDNN and a CUDA');
    if (pairing.fits) return pass();
    const { version, cuda, listed } = pairing;
    const image = facts['image.reference'].reference.original;
    return fail('other-cuda', { data: { image, version, cuda, listed } });
  },
});
