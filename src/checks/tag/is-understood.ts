import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { nameOf } from './spelling.ts';

export const tagIsUnderstood = defineCheck({
  id: 'tag/is-understood',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use', 'image.tag'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { unknown, seen, nearest, family } = facts['image.tag'];
    if (unknown.length === 0) return pass();
    if (facts['image.pinning'].moves) return notApplicable('tag/is-pinned speaks of it');
    if (seen === 'contradicted') return notApplicable('tag/is-seen speaks of it');
    const { reference } = facts['image.reference'];
    const data = {
      image: reference.original,
      name: nameOf(reference),
      tag: reference.tag ?? '',
      tokens: unknown,
      family,
      best: nearest[0] ?? '',
    };
    return nearest.length === 0 ? fail('tokens', { data }) : fail('tokens-near', { data });
  },
});
