import type { CompatibilityHost, CompatibilityImage } from '../types.ts';
import { hinders, passes, type Step } from './step.ts';

type Image = Pick<CompatibilityImage, 'architecture' | 'avx'>;
type Host = Pick<CompatibilityHost, 'architecture' | 'avx'>;

/** What the processor has to do with it: its architecture, and AVX. What is not known of either side is not asked here. */
export function judgeProcessor(image: Image, host: Host): Step {
  const built = image.architecture ?? null;
  const nodes = host.architecture ?? null;
  if (built !== null && nodes !== null && built !== nodes) {
    const error = `exec format error: the image is built for ${built}, the nodes are ${nodes}`;
    return hinders(error, error);
  }
  if (image.avx === true && host.avx === false && (built ?? nodes ?? 'x86_64') === 'x86_64')
    return hinders(
      'SIGILL, exit 132: illegal instruction when paddle is imported',
      `the build uses AVX, and the processor has none [source: ${SEEN}]`,
    );
  return passes();
}

const SEEN = 'https://github.com/PaddlePaddle/PaddleDetection/issues/9488';
