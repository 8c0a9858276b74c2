import { setsNoUser } from '../reference/root-users.ts';
import { dockerfileUser } from './dockerfile/user.ts';
import type { ImageOrigin, ReadContext } from './port.ts';

/**
 * USER of an image where it is known: from the Dockerfile that builds it; `root` for one that the project publishes and
 * for others that are known to set none. Null when nobody says.
 */
export function imageUser(origin: ImageOrigin | null, context: ReadContext): string | null {
  if (origin === null) return null;
  if (origin.builtBy !== null) {
    const found = context.lookup(origin.builtBy);
    return found.ok ? dockerfileUser(found.file, context) : null;
  }
  return origin.make === 'paddle' || (origin.make === 'other' && setsNoUser(origin.upstream)) ? 'root' : null;
}
