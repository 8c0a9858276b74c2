import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { afterName } from './spelling.ts';

export const tagIsFullyQualified = defineCheck({
  id: 'tag/is-fully-qualified',
  subject: 'image',
  needs: ['image.reference', 'image.use', 'image.registry'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { defaulted, registry } = facts['image.registry'];
    if (!defaulted) return pass();
    const { reference } = facts['image.reference'];
    const full = `${registry}/${reference.repository}${afterName(reference)}`;
    return fail('short', { data: { image: reference.original, registry, full } });
  },
});
