import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { exampleProbe } from './example-probe.ts';
import { isLongRunning } from './long-running.ts';

export const workloadHasLivenessProbe = defineCheck({
  id: 'workload/has-liveness-probe',
  subject: 'container',
  needs: ['container.context', 'container.probes'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const context = facts['container.context'];
    if (!isLongRunning(context)) return notApplicable('it runs to its end, or beside the main container');
    const { liveness, disabled, leftToImage, at } = facts['container.probes'];
    const { engine, ports } = context;
    const [port] = ports;
    const data = { port: port ?? 8080, probe: exampleProbe(port ?? 8080, '/ping') };
    if (disabled) return fail('disabled', { at: at['disabled'], data });
    if (liveness !== null) return pass();
    if (engine === 'kubernetes')
      return fail(port === undefined && !context.serving ? 'no-port' : 'kubernetes', {
        key: 'missing',
        data,
      });
    // Outside Kubernetes the image may bring a HEALTHCHECK of its own; what is known of it is in the probes.
    if (leftToImage === true) return notApplicable('image/has-healthcheck speaks of its Dockerfile');
    if (!context.serving) return notApplicable('it answers no requests');
    return fail(engine, { key: 'missing', data });
  },
});
