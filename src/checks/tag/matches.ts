import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import type { Reference } from '../../reference/types.ts';
import { compilePattern } from '../../schema/pattern/match.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** Part of the reference, after defaults: `docker.io`, `paddlepaddle/paddle`, `2.6.1`; `reference` is all of it. */
  readonly part: 'reference' | 'registry' | 'repository' | 'tag';
  /** The whole part must match. Empty: nothing is asked. */
  readonly pattern: string;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['part', 'pattern'],
  properties: {
    part: { type: 'string', enum: ['reference', 'registry', 'repository', 'tag'] },
    pattern: { type: 'string', format: 'linear-pattern' },
  },
};

/** For teams that write rules without code: a name held against a pattern. */
export const tagMatches = defineCheck({
  id: 'tag/matches',
  subject: 'image',
  needs: ['image.reference', 'image.use'],
  options,
  judge({ facts, options: { part, pattern } }) {
    if (pattern === '') return notApplicable('the policy gives no pattern');
    const { reference } = facts['image.reference'];
    const value = partOf(reference, part);
    if (value === null) return notApplicable('the reference has no tag');
    const compiled = compilePattern(pattern);
    if (compiled.ok && compiled.matches(value)) return pass();
    return fail('no-match', {
      data: { image: reference.original, part, value, pattern },
      key: `${part} ${pattern}`,
    });
  },
});

function partOf(reference: Reference, part: Options['part']): string | null {
  return part === 'reference' ? reference.original : reference[part];
}
