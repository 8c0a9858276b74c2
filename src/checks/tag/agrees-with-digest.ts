import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { nameOf } from './spelling.ts';

export const tagAgreesWithDigest = defineCheck({
  id: 'tag/agrees-with-digest',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.digests', 'image.use'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { form, floating } = facts['image.pinning'];
    if (form !== 'tag-and-digest') return notApplicable('no tag stands beside a digest');
    const { reference } = facts['image.reference'];
    const { ofTag, ofDigest } = facts['image.digests'];
    const tag = reference.tag ?? '';
    if (ofDigest.includes(tag)) return pass();
    if (floating) return notApplicable('a floating tag has named many digests');
    const data = { image: reference.original, name: nameOf(reference), tag, digest: reference.digest ?? '' };
    // The digest of another tag is the stronger statement: it says what will really run.
    return ofDigest.length > 0
      ? fail('digest-of-another-tag', { data: { ...data, known: ofDigest } })
      : fail('tag-of-another-digest', { data: { ...data, known: ofTag } });
  },
});
