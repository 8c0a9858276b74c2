import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { compilePattern } from '../../schema/pattern/match.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** Name of the label: `app.kubernetes.io/part-of`. Empty: none is asked for. */
  readonly label: string;
  /** The whole value must match; `.+` asks only that there is one. */
  readonly pattern: string;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['label', 'pattern'],
  properties: {
    label: { type: 'string' },
    pattern: { type: 'string', format: 'linear-pattern', minLength: 1 },
  },
};

/** For teams that write rules without code: a label that every workload must carry. */
export const workloadHasLabel = defineCheck({
  id: 'workload/has-label',
  subject: 'workload',
  needs: ['workload.pod'],
  options,
  judge({ facts, options: { label, pattern } }) {
    if (label === '') return notApplicable('the policy asks for no label');
    const { labels, kind, name } = facts['workload.pod'];
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    const data = { name: `${kind}/${name}`, label, pattern };
    if (value === undefined) return fail('missing', { data, key: `missing ${label}` });
    const compiled = compilePattern(pattern);
    if (compiled.ok && compiled.matches(value)) return pass();
    return fail('no-match', { data: { ...data, value }, key: `value ${label}` });
  },
});
