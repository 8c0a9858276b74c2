import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** Hosts (`harbor.bank.example`, `*.bank.example`) or hosts with a path (`docker.io/paddlepaddle`). */
  readonly allowed: string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['allowed'],
  properties: { allowed: { type: 'array', items: { type: 'string', minLength: 1 } } },
};

export const tagRegistryIsAllowed = defineCheck({
  id: 'tag/registry-is-allowed',
  subject: 'image',
  needs: ['image.reference', 'image.use'],
  options,
  judge({ facts, options: { allowed } }) {
    if (allowed.length === 0) return notApplicable('no allow-list in the policy');
    const { reference } = facts['image.reference'];
    const { registry, repository } = reference;
    if (allowed.some((entry) => covers(entry, registry, repository))) return pass();
    return fail('not-allowed', { data: { image: reference.original, registry, allowed } });
  },
});

/** Ends at a path border: `docker.io/paddle` does not allow `docker.io/paddlepaddle`. */
function covers(entry: string, registry: string, repository: string): boolean {
  const [host = '', ...path] = entry.toLowerCase().replace(/\/$/, '').split('/');
  const hostFits = host.startsWith('*.') ? registry.endsWith(host.slice(1)) : registry === host;
  const prefix = path.join('/');
  return hostFits && (prefix === '' || repository === prefix || repository.startsWith(`${prefix}/`));
}
