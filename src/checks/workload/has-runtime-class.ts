import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** runtimeClassName that the cluster needs for GPUs; empty when it needs none. */
  readonly name: string;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: { name: { type: 'string' } },
};

export const workloadHasRuntimeClass = defineCheck({
  id: 'workload/has-runtime-class',
  subject: 'container',
  needs: ['container.resources'],
  options,
  judge({ facts, options: { name } }) {
    if (name === '') return notApplicable('the policy names no runtime class');
    const { devices, runtimeClass, at } = facts['container.resources'];
    if (!devices.some(({ vendor }) => vendor === 'nvidia'))
      return notApplicable('no NVIDIA GPU is asked for');
    if (runtimeClass === name) return pass();
    return runtimeClass === null
      ? fail('missing', { data: { name } })
      : fail('another', { at: at['runtimeClass'], data: { name, written: runtimeClass } });
  },
});
