import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { firstPlace } from './first-place.ts';

interface Options {
  /** Kinds of workload whose job is to talk to the API server: with an account of their own they may ask for a token. */
  readonly agents: readonly string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['agents'],
  properties: { agents: { type: 'array', items: { type: 'string' } } },
};

export const withholdsServiceAccountToken = defineCheck({
  id: 'hardening/withholds-service-account-token',
  subject: 'workload',
  needs: ['workload.pod'],
  options,
  judge({ facts, options }) {
    const pod = facts['workload.pod'];
    if (pod.engine !== 'kubernetes') return notApplicable('only Kubernetes hands out service account tokens');
    if (pod.automountServiceAccountToken === false) return pass();
    const account = pod.serviceAccountName ?? 'default';
    const asked = pod.automountServiceAccountToken === true;
    if (asked && account !== 'default' && options.agents.includes(pod.kind))
      return notApplicable('a node agent asks for the token of an account of its own');
    const at = firstPlace(pod.at, 'automountServiceAccountToken', 'serviceAccountName');
    return fail(asked ? 'mounted' : 'by-default', { data: { account }, at, key: 'token' });
  },
});
