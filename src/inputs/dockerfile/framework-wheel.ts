import type {
  DockerfilePackages,
  DockerfileStages,
  PipInstall,
  PipRequirement,
  Stage,
} from '../../facts/dockerfile.ts';

/** The installs whose result ends up in the final image, in the order of the file. */
export function shippedInstalls(
  { stages }: DockerfileStages,
  { pip }: DockerfilePackages,
): readonly PipInstall[] {
  return pip.filter(({ stage }) => stages[stage]?.final === true || stages[stage]?.feedsFinal === true);
}

/** The stage whose image the final one is built on, through FROM stage; null in a file without stages. */
export function baseOf({ stages }: DockerfileStages): Stage | null {
  return stages.find(({ final, baseStage }) => final && baseStage === null) ?? null;
}

/** The image under a stage by its name, with its ARGs filled in; as it was written where that cannot be told. */
export function baseName({ reference, written }: Pick<Stage, 'reference' | 'written'>): string {
  return reference?.original ?? written;
}

/**
 * Name of the wheel when it brings the module `paddle`: `paddlepaddle`, `paddlepaddle-gpu`, `paddlepaddle-xpu` …; else
 * null. Plugins (`paddle-custom-npu`) add a device to `paddlepaddle` and replace nothing.
 */
export function frameworkWheel({ name }: PipRequirement): string | null {
  return name === 'paddlepaddle' || name.startsWith('paddlepaddle-') ? name : null;
}
