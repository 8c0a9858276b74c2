import type { DockerfilePackages, DockerfileStages, PipInstall } from '../../facts/dockerfile.ts';
import type { At, Place } from '../../facts/subject.ts';

/** Whether what a stage does reaches the final image: it is in its chain, or hands files over to it. */
export function isShipped({ stages }: DockerfileStages, stage: number): boolean {
  const found = stages[stage];
  return found !== undefined && (found.final || found.feedsFinal);
}

/** Whether a stage's own layers are layers of the final image. */
export function isInFinal({ stages }: DockerfileStages, stage: number): boolean {
  return stages[stage]?.final === true;
}

export function shippedPip(stages: DockerfileStages, { pip }: DockerfilePackages): readonly PipInstall[] {
  return pip.filter(({ stage }) => isShipped(stages, stage));
}

/** A place that may lie in another file (a requirements file). */
export function atPlace({ line, column, path }: Place): At {
  return [line, column, path];
}
