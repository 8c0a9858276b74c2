import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file that a name on PATH stands for, or null. */
export function findProgram(name: string, path: string): string | null {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    if (folder !== '' && isProgram(file)) return file;
  }
  return null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Why a unix socket cannot be used, or null where it can. Nothing is sent to it. */
export function socketProblem(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return `${path} does not exist`;
  if (!stat.isSocket()) return `${path} is no socket`;
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return null;
  } catch {
    return `${path}: no permission for this user`;
  }
}
