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
  needs: ['container.image'],
  options,
  judge({ facts, options: { registries } }) {
    if (registries.length === 0) return notApplicable('the policy names no private registry');
    const { reference, pullSecrets, at } = facts['container.image'];
    if (pullSecrets === null || reference === null) return notApplicable('no pull secrets here');
    const { registry } = reference;
    if (!registries.some((host) => host.toLowerCase() === registry))
      return notApplicable('not from a private registry of the policy');
    return pullSecrets.length > 0 ? pass() : fail('missing', { at: at['image'], data: { registry } });
  },
});
