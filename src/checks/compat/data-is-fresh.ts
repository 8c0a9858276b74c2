import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  readonly maxAgeDays: number;
}

const schema: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['maxAgeDays'],
  properties: { maxAgeDays: { type: 'integer', minimum: 1, maximum: 36_500 } },
};

const DAY = 24 * 60 * 60 * 1000;

export const compatDataIsFresh = defineCheck({
  id: 'compat/data-is-fresh',
  subject: 'inputs',
  needs: ['inputs.tables'],
  options: schema,
  judge({ facts, options: { maxAgeDays }, at }) {
    const { tables } = facts['inputs.tables'];
    if (tables.length === 0) return notApplicable('no judgement rests on a table');
    const old = tables.filter(({ asOf }) => (at - Date.parse(asOf)) / DAY > maxAgeDays);
    if (old.length === 0) return pass();
    return fail('old', {
      data: {
        tables: old.map(({ name, asOf }) => `${name} (${asOf})`),
        days: Math.floor((at - Math.min(...old.map(({ asOf }) => Date.parse(asOf)))) / DAY),
        limit: maxAgeDays,
      },
    });
  },
});
