import type { JSONSchemaType } from 'ajv';
import type { Stage } from '../../facts/dockerfile.ts';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { baseOfFinal } from './shipped.ts';

interface Options {
  /** Repositories, without the registry, of images that are known to set no USER. */
  readonly rootBases: readonly string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['rootBases'],
  properties: { rootBases: { type: 'array', items: { type: 'string' } } },
};

export const hasNonRootUser = defineCheck({
  id: 'dockerfile/has-non-root-user',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.final'],
  options,
  judge({ facts, options }) {
    const { user, at } = facts['dockerfile.final'];
    if (user !== null) {
      const name = (user.split(':', 1)[0] ?? '').trim();
      if (name !== '' && name !== 'root' && !/^0+$/.test(name)) return pass();
      return fail('root', { data: { user }, at: at['user'], key: 'root' });
    }
    const base = baseOfFinal(facts['dockerfile.stages']);
    if (base === null || !runsAsRoot(base, options.rootBases)) return pass(); // the base's USER is a gap of the reader
    return fail('base-root', { data: { base: base.reference?.original ?? base.written }, key: 'root' });
  },
});

function runsAsRoot({ make, reference }: Stage, rootBases: readonly string[]): boolean {
  if (make === 'paddle') return true;
  // Only scratch is known to be something and has no name.
  if (reference === null) return make === 'other';
  const { repository } = reference;
  return rootBases.some((name) => repository === name || repository === `library/${name}`);
}
