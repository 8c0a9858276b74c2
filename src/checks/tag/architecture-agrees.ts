import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const tagArchitectureAgrees = defineCheck({
  id: 'tag/architecture-agrees',
  subject: 'image',
  needs: ['image.reference', 'image.use', 'image.tag', 'image.architecture'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { wanted, offered, inferred } = facts['image.architecture'];
    if (wanted === null || offered === null) return notApplicable('no platform is asked for');
    if (wanted === offered) return pass();
    const { reference } = facts['image.reference'];
    const platform = facts['image.use'].platform ?? wanted;
    const data = { image: reference.original, tag: reference.tag ?? '', platform, wanted, offered };
    return inferred ? fail('published-for-one', { data }) : fail('tag-names-another', { data });
  },
});
