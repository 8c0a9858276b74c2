import { cudnnSupport } from '../matrix/cudnn.ts';
import { tensorrtMinimum } from '../matrix/tensorrt.ts';
import { atLeast } from '../dotted-version.ts';
import type { CompatibilityImage } from '../types.ts';
import type { Machine } from './machine.ts';
import { hinders, passes, warned, type Step } from './step.ts';

/** cuDNN, which Paddle needs, and TensorRT, which it may use, against the GPU. What the tables leave open is said, not judged. */
export function judgeLibraries(image: CompatibilityImage, { computeCapability, tegra }: Machine): Step {
  // JetPack has libraries of its own, which support other GPUs than those of the same version elsewhere.
  if (computeCapability === null || tegra) return passes();
  const step = cudnn(image, computeCapability);
  const asked = image.tensorrt === null ? null : tensorrtMinimum(image.tensorrt);
  if (asked === null || atLeast(computeCapability, asked.computeCapability) !== false) return step;
  return warned(
    step,
    `TensorRT ${String(image.tensorrt)} needs compute capability ${asked.computeCapability}, this GPU has ${computeCapability} [source: ${asked.source}]`,
  );
}

function cudnn({ cudnn: version, cuda }: CompatibilityImage, computeCapability: string): Step {
  if (version === null || cuda === null) return passes();
  const found = cudnnSupport(version, cuda, computeCapability);
  switch (found.support) {
    case 'listed':
      return passes(
        `cuDNN ${version} lists ${computeCapability} with CUDA ${cuda} [source: ${found.source}]`,
      );
    case 'not-listed':
      return hinders(
        `cuDNN ${version} does not support compute capability ${computeCapability}`,
        `cuDNN ${version} with CUDA ${cuda} does not list ${computeCapability} [source: ${found.source}]`,
      );
    case 'no-row':
      return passes(`cuDNN ${version} with CUDA ${cuda}: no row was read`);
  }
}
