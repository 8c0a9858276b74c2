import type { GoVolume } from './projection.ts';

/**
 * One mount in a line. compose-go makes the source of a bind absolute; we keep it as written, so that only its last part
 * is compared.
 */
export function describeVolume({ type, source, target, read_only }: GoVolume): string {
  const from =
    type === 'bind'
      ? (source ?? '')
          .split('/')
          .filter((part) => !/^\.*$/.test(part) && part !== 'project')
          .at(-1)
      : source;
  return `${type} ${from ?? ''} ${target}${read_only === true ? ' ro' : ''}`;
}
