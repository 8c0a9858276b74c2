import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isHost, sameImageAt } from './current-registry.ts';

export const tagHasRightCase = defineCheck({
  id: 'tag/has-right-case',
  subject: 'image',
  needs: ['image.reference', 'image.use', 'image.registry'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { caseError, registry, deprecated } = facts['image.registry'];
    if (caseError === null) return pass();
    const { reference } = facts['image.reference'];
    const right = reference.original.split(caseError).join(caseError.toLowerCase());
    const data = { image: reference.original, part: caseError, right };
    if (!isHost(caseError, registry)) return fail('tag', { data });
    return deprecated === null
      ? fail('host', { data })
      : fail('host-deprecated', { data: { ...data, instead: sameImageAt(deprecated.instead, reference) } });
  },
});
