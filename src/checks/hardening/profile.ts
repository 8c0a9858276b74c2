import type { ProfileSetting } from '../../facts/container.ts';

export type ProfileKind = 'default' | 'localhost' | 'unconfined' | 'other';

const KINDS: ReadonlyMap<string, ProfileKind> = new Map([
  ['runtimedefault', 'default'],
  ['runtime/default', 'default'],
  ['docker/default', 'default'],
  ['docker-default', 'default'],
  ['localhost', 'localhost'],
  ['unconfined', 'unconfined'],
]);

/** Which kind of profile a setting asks for, whether it was written as a field, an annotation or a security_opt. */
export function profileKind({ type }: ProfileSetting): ProfileKind {
  const word = type.toLowerCase();
  return word.startsWith('localhost/') ? 'localhost' : (KINDS.get(word) ?? 'other');
}

/** Name of a profile on the node, or null when the setting names none. */
export function localProfile({ type, localhostProfile }: ProfileSetting): string | null {
  const name = localhostProfile ?? (type.toLowerCase().startsWith('localhost/') ? type.slice(10) : '');
  return name === '' ? null : name;
}

export function sameProfile(a: ProfileSetting, b: ProfileSetting): boolean {
  const kind = profileKind(a);
  if (kind !== profileKind(b)) return false;
  if (kind === 'localhost') return localProfile(a) === localProfile(b);
  return kind !== 'other' || a.type === b.type;
}

/** As a person would say it: `Localhost paddle-serving`. */
export function profileText(setting: ProfileSetting): string {
  const name = localProfile(setting);
  return profileKind(setting) === 'localhost' && name !== null ? `Localhost ${name}` : setting.type;
}
