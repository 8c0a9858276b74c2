import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isShipped } from './shipped.ts';

export const runsNoPipedScript = defineCheck({
  id: 'dockerfile/runs-no-piped-script',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.piped-scripts'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const stages = facts['dockerfile.stages'];
    const found = facts['dockerfile.piped-scripts'].scripts.filter(({ stage }) => isShipped(stages, stage));
    const [first, ...others] = found;
    if (first === undefined) return pass();
    const text = first.text.length > 120 ? `${first.text.slice(0, 119)}…` : first.text;
    return fail('piped', { data: { text }, at: first.at, related: others.map(({ at }) => at) });
  },
});
