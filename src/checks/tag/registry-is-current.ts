import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isHost, sameImageAt } from './current-registry.ts';

export const tagRegistryIsCurrent = defineCheck({
  id: 'tag/registry-is-current',
  subject: 'image',
  needs: ['image.reference', 'image.use', 'image.registry'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { deprecated, caseError, registry } = facts['image.registry'];
    if (deprecated === null) return pass();
    if (isHost(caseError, registry)) return notApplicable('tag/has-right-case speaks of it');
    const { reference } = facts['image.reference'];
    const { instead, why } = deprecated;
    const host =
      registry === 'docker.io' ? reference.repository.slice(0, reference.repository.indexOf('/')) : registry;
    return fail('deprecated', {
      data: { image: reference.original, host, why, instead: sameImageAt(instead, reference) },
    });
  },
});
