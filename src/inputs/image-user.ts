import type { ImageOrigin } from './port.ts';

/**
 * USER of an image where it is known: `root` for one that the project publishes (they set none). Null when nobody says.
 */
export function imageUser(origin: ImageOrigin | null): string | null {
  return origin?.make === 'paddle' ? 'root' : null;
}
