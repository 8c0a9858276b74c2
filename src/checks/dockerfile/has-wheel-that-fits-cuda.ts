import type { DockerfileWheels, GpuWheel } from '../../facts/dockerfile.ts';
import { fail, pass, type Judgement } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { atPlace } from './shipped.ts';

export const hasWheelThatFitsCuda = defineCheck({
  id: 'dockerfile/has-wheel-that-fits-cuda',
  subject: 'dockerfile',
  needs: ['dockerfile.wheels'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const known = facts['dockerfile.wheels'];
    for (const wheel of known.wheels) {
      const fault = faultOf(wheel, known);
      if (fault !== null) return fault;
    }
    return pass();
  },
});

function faultOf(wheel: GpuWheel, { imageCuda, base }: DockerfileWheels): Judgement | null {
  const { fault, cuda } = wheel;
  const data = {
    wheel: wheel.written,
    version: wheel.version ?? '',
    suffix: wheel.suffix ?? '',
    index: wheel.index ?? '',
    cuda: cuda ?? '',
    imageCuda: imageCuda ?? '',
    // What the folder of an index for the image's CUDA is called.
    folder: `cu${(imageCuda ?? '12.6').replace('.', '')}`,
    base,
  };
  const at = atPlace(wheel.place);
  if (fault !== null) return fail(fault, { data, at });
  if (cuda === null || imageCuda === null || sameCuda(cuda, imageCuda)) return null;
  return fail('other-cuda', { data, at, key: `other-cuda ${cuda}` });
}

/** To the depth that both are written: 11.2 agrees with 11.2.2, and 11 with 11.8. */
function sameCuda(a: string, b: string): boolean {
  const [left, right] = [a.split('.'), b.split('.')];
  const depth = Math.min(left.length, right.length, 2);
  return left.slice(0, depth).join('.') === right.slice(0, depth).join('.');
}
