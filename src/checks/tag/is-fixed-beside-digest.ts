import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { nameOf } from './spelling.ts';

export const tagIsFixedBesideDigest = defineCheck({
  id: 'tag/is-fixed-beside-digest',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { form, floating, why } = facts['image.pinning'];
    if (form !== 'tag-and-digest') return notApplicable('no tag stands beside a digest');
    if (!floating) return pass();
    const { reference } = facts['image.reference'];
    const { tag, digest } = reference;
    return fail('floating', {
      data: {
        image: reference.original,
        name: nameOf(reference),
        tag: tag ?? '',
        digest: digest ?? '',
        why,
      },
    });
  },
});
