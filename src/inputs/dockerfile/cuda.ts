import { observed, type Evidence, type Gap, type Provenance } from '../../facts/evidence.ts';
import type { DockerfileCuda, DockerfileStages, Stage } from '../../facts/dockerfile.ts';
import { baseName } from './framework-wheel.ts';
import { heldCuda, type HeldCuda } from '../../reference/held-cuda.ts';

/** CUDA of the image under a stage; a stage on an earlier stage holds what that one holds. */
export function cudaOfStage({ reference, tag, written, make }: Stage): HeldCuda {
  if (reference === null)
    // Only scratch is known to be something and has no name.
    return make === 'other'
      ? { known: true, cuda: null }
      : { known: false, why: `what ${written} names is not known` };
  if (make === 'derived' && tag === null)
    return {
      known: false,
      why: `${written} is built by the team, and its name does not say which CUDA it holds`,
    };
  return tag === null ? heldCuda(reference) : heldCuda(reference, tag);
}

/** `dockerfile.cuda`: of the images that end up in the final one. A single base is no question, so it leaves no gap. */
export function cudaEvidence(
  { stages }: DockerfileStages,
  provenance: Provenance,
): Evidence<'dockerfile.cuda'> {
  const bases: DockerfileCuda['bases'][number][] = [];
  const gaps: Gap[] = [];
  const shipped = stages.filter((stage) => stage.baseStage === null && (stage.final || stage.feedsFinal));
  for (const stage of shipped) {
    const held = cudaOfStage(stage);
    if (!held.known && shipped.length > 1) gaps.push(cudaGap(stage, held.why));
    bases.push({
      stage: stage.index,
      name: stage.name ?? String(stage.index),
      written: baseName(stage),
      cuda: held.known ? held.cuda : null,
      final: stage.final,
      place: stage.place,
    });
  }
  return observed({ bases }, provenance, gaps);
}

export const cudaGap = (stage: Pick<Stage, 'reference' | 'written'>, why: string): Gap => ({
  what: `CUDA of ${baseName(stage)}`,
  why,
  advice:
    'name the base by a tag that says its CUDA, such as paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
});
