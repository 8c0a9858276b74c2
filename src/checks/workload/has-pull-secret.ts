import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** Hosts that answer only with credentials: `harbor.bank.example`. */
  readonly registries: string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['registries'],
  properties: { registries: { type: 'array', items: { type: 'string', minLength: 1 } } },
};

export const workloadHasPullSecret = defineCheck({
  id: 'workload/has-pull-secret',
  subject: 'container',
  needs: ['container.pull'],
  options,
  judge({ facts, options: { registries } }) {
    if (registries.length === 0) return notApplicable('the policy names no private registry');
    const { registry, secrets, at } = facts['container.pull'];
    if (secrets === null || registry === null) return notApplicable('no pull secrets here');
    if (!registries.some((host) => host.toLowerCase() === registry))
      return notApplicable('not from a private registry of the policy');
    return secrets.length > 0 ? pass() : fail('missing', { at: at['image'], data: { registry } });
  },
});
