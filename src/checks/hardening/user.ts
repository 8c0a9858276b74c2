/** A user as it stands in a manifest or in USER: `10001`, `10001:10001`, `app`, `root`. */
export type UserKind = 'root' | 'number' | 'name' | 'none';

/** What the part before the colon is; uid 0 counts as root however many zeros it is written with. */
export function userKind(written: string | null): UserKind {
  if (written === null) return 'none';
  const user = (written.split(':', 1)[0] ?? '').trim();
  if (user === '') return 'none';
  if (/^[0-9]+$/.test(user)) return /^0+$/.test(user) ? 'root' : 'number';
  return user === 'root' ? 'root' : 'name';
}
