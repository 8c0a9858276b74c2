import table from '../../rules/tags/root-users.json' with { type: 'json' };
import type { Reference } from './types.ts';

const official: ReadonlySet<string> = new Set(table['docker.io/library'].map((name) => `library/${name}`));
const repositories: ReadonlySet<string> = new Set(table.repositories);

/** Whether an image that others publish is known to set no USER, and so runs as root. Ask with the upstream's name. */
export function setsNoUser({ registry, repository }: Reference): boolean {
  if (registry === 'docker.io' && official.has(repository)) return true;
  return repositories.has(repository);
}
