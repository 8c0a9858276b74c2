import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { ReadContext, TextFile } from '../port.ts';
import { Configurations, finalFact } from './final.ts';
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
  const { value, gaps } = finalFact(configurations.of(build.stages.length - 1));
  if (gaps.length > 0) return null;
  if (value.user !== null) return value.user;
  return 'rootBase' in baseUser(build.stages, context) ? 'root' : null;
}
