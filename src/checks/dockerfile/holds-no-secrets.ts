import type { JSONSchemaType } from 'ajv';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { secretIn } from '../../findings/secret-words.ts';

interface Options {
  /** Names of variables that look like secrets and are none. */
  readonly harmless: readonly string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['harmless'],
  properties: { harmless: { type: 'array', items: { type: 'string' } } },
};

export const holdsNoSecrets = defineCheck({
  id: 'dockerfile/holds-no-secrets',
  subject: 'dockerfile',
  needs: ['dockerfile.instructions'],
  options,
  judge({ facts, options }) {
    // Every stage: an unused one is still in the repository, and build caches keep its history.
    const found = facts['dockerfile.instructions'].variables.flatMap(({ kind, name, value, at }) => {
      const secret = options.harmless.includes(name) ? null : secretIn(name, value);
      return secret === null ? [] : [{ kind, name, secret, at }];
    });
    const [first, ...others] = found;
    if (first === undefined) return pass();
    const names = [...new Set(found.map(({ name }) => name))];
    return fail('secret', {
      data: { names, first: first.name, kinds: [...new Set(found.map(({ kind }) => kind))] },
      at: first.at,
      related: others.map(({ at }) => at),
      key: names.join(','),
    });
  },
});
