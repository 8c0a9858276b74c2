import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { nameOf } from './spelling.ts';

interface Options {
  /** Words of a tag that mark an image as one to work in rather than to serve from. */
  readonly flavours: string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['flavours'],
  properties: { flavours: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 } },
};

export const tagIsForProduction = defineCheck({
  id: 'tag/is-for-production',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use', 'image.tag'],
  options,
  judge({ facts, options: { flavours: unwanted } }) {
    if (facts['image.pinning'].moves) return notApplicable('tag/is-pinned speaks of it');
    const { flavours, family, seen } = facts['image.tag'];
    const found = flavours.filter((flavour) => unwanted.includes(flavour));
    if (found.length === 0 && family !== 'manylinux') return pass();
    if (seen === 'contradicted') return notApplicable('tag/is-seen speaks of it');
    const { reference } = facts['image.reference'];
    const data = { image: reference.original, name: nameOf(reference), flavours: found };
    return family === 'manylinux' ? fail('build-image', { data }) : fail('flavour', { data });
  },
});
