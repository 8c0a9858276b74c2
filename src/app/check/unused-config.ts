import { relative, resolve } from 'node:path';
import { diskSource } from '../../adapters/files/disk-source.ts';
import { CONFIG_NAMES } from '../policy/configuration.ts';

interface Call {
  readonly cwd: string;
  readonly targets: readonly string[];
  /** The configuration in force, or null. */
  readonly used: string | null;
}

/**
 * A paddle-verify.yaml at the top of a judged folder that is not the one in force. Configuration is looked for from the
 * working folder upwards, so that a tree cannot bring its own verdict along; who expected otherwise must see it.
 */
export function unusedConfig({ cwd, targets, used }: Call): string | null {
  const inForce = used === null ? null : resolve(cwd, used);
  for (const target of targets) {
    const folder = resolve(cwd, target);
    const source = diskSource(folder, [folder]);
    if (target === '-' || !source.isFolder('.')) continue;
    const name = CONFIG_NAMES.find((one) => source.exists(one));
    if (name === undefined) continue;
    const path = resolve(folder, name);
    if (path !== inForce) return relative(cwd, path);
  }
  return null;
}
