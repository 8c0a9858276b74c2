import type { Reference } from '../../reference/types.ts';
import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { TextFile } from '../port.ts';
import { chainOf, readStages } from './stages.ts';

/** The image at the bottom of the final stage; null when it is scratch or cannot be told. */
export function dockerfileBase(
  file: TextFile,
  buildArgs: Readonly<Record<string, string>>,
): Reference | null {
  const { stages } = readStages(parseDockerfile(file.text), buildArgs);
  const root = chainOf(stages, stages.length - 1)[0];
  return root?.base.kind === 'image' ? root.base.reference : null;
}
