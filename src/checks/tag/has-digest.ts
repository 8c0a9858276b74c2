import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { partialVersions } from './partial-versions.ts';
import { nameOf } from './spelling.ts';

export const tagHasDigest = defineCheck({
  id: 'tag/has-digest',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use'],
  options: partialVersions,
  judge({ facts, options }) {
    const { form, moves, mayMove } = facts['image.pinning'];
    if (form === 'digest' || form === 'tag-and-digest') return pass();
    if (moves || (mayMove && options.partialVersions === 'leave'))
      return notApplicable('tag/is-pinned speaks of it');
    const { reference } = facts['image.reference'];
    return fail(mayMove ? 'missing-and-partial' : 'missing', {
      key: 'missing',
      data: { image: reference.original, name: nameOf(reference), tag: reference.tag ?? '' },
    });
  },
});
