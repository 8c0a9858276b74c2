import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { exampleProbe } from './example-probe.ts';
import { isLongRunning } from './long-running.ts';

export const workloadHasLivenessProbe = defineCheck({
  id: 'workload/has-liveness-probe',
  subject: 'container',
  needs: ['container.context', 'container.image', 'container.probes'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const context = facts['container.context'];
    if (!isLongRunning(context)) return notApplicable('it runs to its end, or beside the main container');
    const { liveness, disabled, at } = facts['container.probes'];
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
    // Outside Kubernetes the image may bring a HEALTHCHECK of its own; those that the project publishes bring none.
    if (facts['container.image'].make !== 'paddle' || !context.serving)
      return notApplicable('the image may bring a HEALTHCHECK');
    return fail(engine, { key: 'missing', data });
  },
});
