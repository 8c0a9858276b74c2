import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import type { DriverGroup } from '../../facts/workload.ts';
import { defineCheck } from '../define.ts';
import { shortList } from './placements.ts';

interface Options {
  readonly by: readonly ('driver' | 'branch' | 'capability')[];
}

const schema: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['by'],
  properties: {
    by: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: ['driver', 'branch', 'capability'] },
    },
  },
};

export const compatFleetIsUniform = defineCheck({
  id: 'compat/fleet-is-uniform',
  subject: 'workload',
  needs: ['workload.drivers'],
  options: schema,
  judge({ facts, options: { by } }) {
    const { groups } = facts['workload.drivers'];
    if (groups.length < 2) return notApplicable('it can land on no two groups with GPUs');
    for (const what of by) {
      const values = new Map<string, string>();
      for (const group of groups) {
        const value = valueOf(group, what);
        if (value !== null && !values.has(value)) values.set(value, group.group);
      }
      if (values.size > 1) {
        const found = [...values].map(([value, group]) => `${value} (${group})`);
        return fail(what, { data: { values: shortList(found) } });
      }
    }
    return pass();
  },
});

/** Null: not known, which the fact has as a gap. */
function valueOf({ driver, capabilities }: DriverGroup, what: Options['by'][number]): string | null {
  if (what === 'capability') return capabilities === null ? null : capabilities.join(' + ');
  return what === 'driver' ? driver : (driver?.split('.')[0] ?? null);
}
