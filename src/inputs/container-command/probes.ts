import type { ContainerProbes } from '../../facts/container.ts';
import { observed, unavailable, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { ImageHealthcheck } from '../image-healthcheck.ts';
import type { Flag } from './flags.ts';
import { Settings } from './settings.ts';
import { seconds } from './size.ts';

/**
 * The health check of `--health-cmd`, with docker's defaults (interval and timeout 30 s, 3 retries, no start period). Without
 * it, that of the image counts, where it is known.
 */
export function readProbes(
  flags: readonly Flag[],
  image: ImageHealthcheck,
  provenance: Provenance,
): Evidence<'container.probes'> {
  const settings = new Settings(flags);
  const none = { liveness: null, readiness: null, startup: null, at: settings.at };
  const command = settings.text('liveness', 'health-cmd');
  const off = settings.switch('liveness', 'no-healthcheck') === true || command?.toLowerCase() === 'none';
  if (off) return observed({ ...none, disabled: true }, provenance, settings.gaps);
  if (settings.last('health-cmd') === undefined && image !== 'present') {
    if (image !== 'unknown')
      return observed(
        { ...none, disabled: false, leftToImage: image === 'left-out' },
        provenance,
        settings.gaps,
      );
    return unavailable(
      'dependency-unavailable',
      'no --health-cmd is written, and nothing says whether the image has a HEALTHCHECK',
      'write --health-cmd "curl -f http://localhost:8080/ping"',
      provenance,
    );
  }
  const duration = (field: string, name: string, preset: number): number =>
    seconds(settings.text(field, name) ?? '') ?? preset;
  const retries = settings.text('liveness.retries', 'health-retries') ?? '';
  const value: ContainerProbes = {
    ...none,
    disabled: false,
    liveness: {
      handler: 'exec',
      initialDelaySeconds: duration('liveness.startPeriod', 'health-start-period', 0),
      periodSeconds: duration('liveness.interval', 'health-interval', 30),
      failureThreshold: /^[1-9]\d{0,5}$/.test(retries) ? Number(retries) : 3,
      timeoutSeconds: duration('liveness.timeout', 'health-timeout', 30),
    },
  };
  return observed(value, provenance, settings.gaps);
}
