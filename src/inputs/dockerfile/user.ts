import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { ReadContext, TextFile } from '../port.ts';
import { Configurations, userFact } from './final.ts';
import { baseUser } from './root-bases.ts';
import { readStages } from './stages.ts';
import { walk } from './walk.ts';

/** As whom the image runs that a Dockerfile makes; null when the file does not tell. */
export function dockerfileUser(file: TextFile, context: ReadContext): string | null {
  const build = readStages(parseDockerfile(file.text), context.buildArgs);
  if (build.stages.length === 0) return null;
  const configurations = new Configurations(build.stages);
  walk(build, context.buildArgs, (step) => {
    configurations.take(step);
  });
  const last = configurations.of(build.stages.length - 1);
  const { value, gaps } = userFact(last, () => baseUser(build.stages, context));
  if (gaps.length > 0) return null;
  return value.user ?? 'root';
}
