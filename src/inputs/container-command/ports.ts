import type { Flag } from './flags.ts';
import { splitFields } from './operand.ts';

/** Ports inside the container that `--publish` and `--expose` open. A range gives its first port. */
export function portsOf(flags: readonly Flag[]): readonly number[] {
  const ports: number[] = [];
  for (const { name, value } of flags) {
    if (value === null || (name !== 'publish' && name !== 'expose')) continue;
    const port = splitFields(value, ':').at(-1)?.value ?? '';
    const number = /^(\d{1,5})(?:-\d{1,5})?(?:\/\w{1,8})?$/.exec(port)?.[1];
    if (number !== undefined) ports.push(Number(number));
  }
  return ports;
}

/** Something outside can reach the container: a port is published, be its number known or not. */
export function publishes(flags: readonly Flag[]): boolean {
  return flags.some(
    ({ name, value }) => name === 'publish' || (name === 'publish-all' && value?.value !== 'false'),
  );
}
