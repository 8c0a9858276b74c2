import type { ContainerIdentity } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';

/** USER of the image, and why it is not known where it is not. */
export interface ImageUser {
  readonly user: string | null;
  readonly why: string;
}

/** As which user it runs: `user` of the service, else the image's USER. */
export function identityOf(
  spec: ContainerSpec,
  fields: Fields,
  image: ImageUser,
): Evidence<'container.identity'> {
  const written = fields.text(field(spec, 'user'), 'user');
  const [user = '', group = ''] = (written ?? '').split(':', 2);
  const runAsUser = uid(user);
  const value: ContainerIdentity = {
    runAsUser,
    userName: runAsUser === null && user !== '' ? user : null,
    runAsNonRoot: null,
    runAsGroup: uid(group),
    imageUser: image.user,
    from: {},
    at: fields.at,
  };
  if (user === '' && image.user === null && !fields.open)
    fields.gap('user', image.why, 'write user: "10001:10001"');
  return fields.whole(value);
}

/** The engine looks a name up first, and then reads it with Go's Atoi: `+0` and `00` are root too. */
function uid(text: string): number | null {
  return /^[+-]?\d{1,15}$/.test(text) ? Math.abs(Number(text)) : null;
}
