import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { ReadContext, TextFile } from '../port.ts';
import { Configurations } from './final.ts';
import { chainOf, readStages } from './stages.ts';
import { walk } from './walk.ts';

export interface BuiltHealthcheck {
  /** Of the last stage, or of the stage in this file that it builds on. */
  readonly written: 'present' | 'none' | 'absent';
  /** It builds on an image that the project publishes. */
  readonly onPaddle: boolean;
}

/** HEALTHCHECK of the image that a Dockerfile makes; null for a file without a stage. */
export function dockerfileHealthcheck(file: TextFile, context: ReadContext): BuiltHealthcheck | null {
  const build = readStages(parseDockerfile(file.text), context.buildArgs);
  const last = build.stages.length - 1;
  if (last < 0) return null;
  const configurations = new Configurations(build.stages);
  walk(build, context.buildArgs, (step) => {
    configurations.take(step);
  });
  const base = chainOf(build.stages, last)[0]?.base;
  const reference = base?.kind === 'image' ? base.reference : null;
  return {
    written: configurations.of(last).healthcheck,
    onPaddle: reference !== null && context.originOf(reference).make === 'paddle',
  };
}
