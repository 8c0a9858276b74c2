import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const compatTensorrtFitsStack = defineCheck({
  id: 'compat/tensorrt-fits-stack',
  subject: 'image',
  needs: ['image.reference', 'image.tensorrt'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { pairing, otherCudnn } = facts['image.tensorrt'];
    if (pairing === null) return notApplicable('the tag does not name a TensorRT and a CUDA');
    const { version, cuda, listed, fits } = pairing;
    const image = facts['image.reference'].reference.original;
    if (!fits) return fail('other-cuda', { data: { image, version, cuda, listed } });
    if (otherCudnn === null) return pass();
    const { named, expected } = otherCudnn;
    return fail('other-cudnn', { data: { image, version, named, expected } });
  },
});
