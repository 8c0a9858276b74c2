import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isInFinal } from './shipped.ts';

export const copiesChosenFiles = defineCheck({
  id: 'dockerfile/copies-chosen-files',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.instructions'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { wholeContextCopies, hasDockerignore } = facts['dockerfile.instructions'];
    // What a build stage copies stays there unless it is picked out; only the final image's layers are published.
    const found = wholeContextCopies.filter(({ stage }) => isInFinal(facts['dockerfile.stages'], stage));
    const [first, ...others] = found;
    if (first === undefined) return pass();
    // null: where the context lies is not known. The reader has said so in a gap, and the pass does not stand.
    if (hasDockerignore !== false) return pass();
    return fail('whole-context', { at: first.at, related: others.map(({ at }) => at) });
  },
});
