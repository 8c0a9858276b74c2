import type { JSONSchemaType } from 'ajv';
import type { Probe } from '../../facts/container.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { isLongRunning } from './long-running.ts';

interface Options {
  /** How long a model may take to load before the container counts as stuck, in minutes. */
  readonly minutesToLoad: number;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['minutesToLoad'],
  properties: { minutesToLoad: { type: 'number', exclusiveMinimum: 0, maximum: 1440 } },
};

export const workloadHasStartupProbe = defineCheck({
  id: 'workload/has-startup-probe',
  subject: 'container',
  needs: ['container.context', 'container.tag', 'container.probes'],
  options,
  judge({ facts, options: { minutesToLoad } }) {
    if (facts['container.tag'] === null) return notApplicable('not a Paddle image');
    if (!isLongRunning(facts['container.context']))
      return notApplicable('it runs to its end, or beside the main container');
    const { liveness, startup, at } = facts['container.probes'];
    const needed = Math.ceil(minutesToLoad * 60);
    if (startup !== null) {
      const seconds = patience(startup);
      if (seconds >= needed) return pass();
      return fail('too-short', {
        at: at['startup'],
        data: { seconds, needed, failures: failures(startup, needed) },
      });
    }
    if (liveness === null) return notApplicable('nothing restarts it while it loads');
    const seconds = patience(liveness);
    if (seconds >= needed) return pass();
    return fail('killed-while-loading', {
      at: at['liveness'],
      data: { seconds, needed, failures: Math.ceil(needed / 10) },
    });
  },
});

/** Seconds until the kubelet gives up on a container that never answers. */
const patience = ({ initialDelaySeconds, periodSeconds, failureThreshold }: Probe): number =>
  initialDelaySeconds + periodSeconds * failureThreshold;

/** failureThreshold that would be patient enough at the same period. */
const failures = ({ initialDelaySeconds, periodSeconds }: Probe, needed: number): number =>
  Math.ceil((needed - initialDelaySeconds) / Math.max(periodSeconds, 1));
