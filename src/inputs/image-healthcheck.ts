import { dockerfileHealthcheck } from './dockerfile/healthcheck.ts';
import type { ImageOrigin, ReadContext } from './port.ts';

/** HEALTHCHECK of an image, where a Dockerfile or the publisher says. `left-out`: by a Dockerfile, of which image/has-healthcheck speaks. */
export type ImageHealthcheck = 'present' | 'none' | 'left-out' | 'unknown';

/** What the Dockerfile that builds it says; images that the project publishes have none; of others it is not known. */
export function imageHealthcheck(origin: ImageOrigin | null, context: ReadContext): ImageHealthcheck {
  if (origin === null) return 'unknown';
  if (origin.builtBy === null) return origin.make === 'paddle' ? 'none' : 'unknown';
  const found = context.lookup(origin.builtBy);
  const built = found.ok ? dockerfileHealthcheck(found.file, context) : null;
  return built === null ? 'unknown' : healthcheckOf(built.written, built.onPaddle);
}

/** Without a HEALTHCHECK of its own an image has that of its base; published Paddle images have none. */
export function healthcheckOf(written: 'present' | 'none' | 'absent', onPaddle: boolean): ImageHealthcheck {
  if (written === 'present') return 'present';
  return written === 'none' || onPaddle ? 'left-out' : 'unknown';
}
