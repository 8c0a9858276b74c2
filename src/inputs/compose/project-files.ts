import type { ReadContext } from '../port.ts';
import { beside, folderOf, nameOf } from './paths.ts';
import type { Variables } from './variables.ts';

/** Names that Docker Compose looks for without `-f`, in its order. */
const MAIN_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** The files that make a project, the main one first. Relative paths in all of them start at the folder of the main one. */
export interface ProjectFiles {
  readonly paths: readonly string[];
  /**
   * `main`: the file that was asked about begins the project. `part`: it is a further file of one that another begins.
   * `alone`: Docker Compose reads it only when `-f` names it.
   */
  readonly role: 'main' | 'part' | 'alone';
}

/** Which project Docker Compose takes a file for when it is started in its folder without `-f`. */
export function projectOf(path: string, variables: Variables, context: ReadContext): ProjectFiles {
  const folder = folderOf(path);
  const listed = composeFileVariable(folder, variables);
  if (listed?.includes(path) === true) return { paths: listed, role: listed[0] === path ? 'main' : 'part' };
  if (listed !== null) return { paths: [path], role: 'alone' };
  const main = defaultMain(folder, path, context);
  if (main === null) return { paths: [path], role: 'alone' };
  const override = firstThere(folder, OVERRIDE_NAMES, path, context);
  const paths = override === null ? [main] : [main, override];
  if (path === main) return { paths, role: 'main' };
  return path === override ? { paths, role: 'part' } : { paths: [path], role: 'alone' };
}

/** The file of a folder that Docker Compose reads without `-f`, or null. */
export function defaultMain(folder: string, path: string, context: ReadContext): string | null {
  return firstThere(folder, MAIN_NAMES, path, context);
}

/** The file that is being read is there, whatever the context can see (it may come from stdin). */
function firstThere(
  folder: string,
  names: readonly string[],
  path: string,
  context: ReadContext,
): string | null {
  for (const name of names) {
    const candidate = beside(folder, name);
    if ((candidate === path && nameOf(path) === name) || context.exists(candidate)) return candidate;
  }
  return null;
}

/** COMPOSE_FILE of `.env`: the files of the project, where the team does not want the default ones. */
function composeFileVariable(folder: string, variables: Variables): readonly string[] | null {
  const value = variables.lookup('COMPOSE_FILE');
  if (value === undefined || value.text === '' || value.unknown.length > 0) return null;
  const separator = variables.lookup('COMPOSE_PATH_SEPARATOR')?.text ?? '';
  const names = value.text.split(separator === '' ? ':' : separator).filter((name) => name !== '');
  return names.length === 0 ? null : names.map((name) => beside(folder, name));
}
