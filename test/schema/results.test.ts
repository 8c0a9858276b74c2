import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { placementsJson } from '../../src/report/placements-json.ts';
import compatSchema from '../../rules/schemas/compat.schema.json' with { type: 'json' };
import { placementsReport } from '../report/placements-sample.ts';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(compatSchema);

/** As a reader gets it. */
function printed(report = placementsReport()): Record<string, unknown> {
  return JSON.parse([...placementsJson(report)].join('')) as Record<string, unknown>;
}

function without(data: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== name));
}

describe('the JSON of compat', () => {
  it('obeys its schema, with a machine of every kind and without any', () => {
    expect(validate(printed()) ? [] : validate.errors).toEqual([]);
    expect(validate(printed({ ...placementsReport(), placements: [] })) ? [] : validate.errors).toEqual([]);
  });

  it('has a schema that misses each field that goes and knows each that is there', () => {
    const whole = printed();
    for (const name of Object.keys(whole)) expect(validate(without(whole, name)), name).toBe(false);
    const [first = {}] = whole['placements'] as readonly Record<string, unknown>[];
    for (const name of Object.keys(first))
      expect(validate({ ...whole, placements: [without(first, name)] }), name).toBe(false);
    expect(validate({ ...whole, placements: [{ ...first, more: 1 }] })).toBe(false);
  });
});
