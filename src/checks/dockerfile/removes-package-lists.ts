import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isInFinal } from './shipped.ts';

export const removesPackageLists = defineCheck({
  id: 'dockerfile/removes-package-lists',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.packages'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const found = facts['dockerfile.packages'].apt.filter(
      ({ stage, cleans }) => !cleans && isInFinal(facts['dockerfile.stages'], stage),
    );
    const [first, ...others] = found;
    if (first === undefined) return pass();
    return fail('lists-left', {
      data: { packages: first.packages.slice(0, 8) },
      at: first.at,
      related: others.map(({ at }) => at),
    });
  },
});
