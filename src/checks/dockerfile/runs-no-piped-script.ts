import { fail, pass } from '../../findings/outcome.ts';
import { redactName } from '../../findings/redact.ts';
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
    // Before it is cut: half a token would no longer be known for one.
    const whole = redactName(first.text);
    const text = whole.length > 120 ? `${whole.slice(0, 119)}…` : whole;
    return fail('piped', { data: { text }, at: first.at, related: others.map(({ at }) => at) });
  },
});
