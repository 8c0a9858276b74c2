import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openRepository } from './repository.ts';

/** Variables by which git looks elsewhere than upwards. */
const TOLD = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_CEILING_DIRECTORIES', 'GIT_DISCOVERY_ACROSS_FILESYSTEM'];

/** The top folder of the checkout that holds a folder, or null. Starting git for it would be a good part of a small check. */
export function checkoutTop(folder: string): string | null {
  if (TOLD.some((name) => process.env[name] !== undefined)) return asGitSays(folder);
  for (let here = resolve(folder); ; here = dirname(here)) {
    const store = statSync(join(here, '.git'), { throwIfNoEntry: false });
    // A file names the store of a worktree or a submodule.
    if (store?.isFile() === true || (store !== undefined && existsSync(join(here, '.git', 'HEAD'))))
      return here;
    if (dirname(here) === here) return null;
  }
}

function asGitSays(folder: string): string | null {
  const repository = openRepository(folder);
  return repository.ok ? repository.value.top : null;
}
