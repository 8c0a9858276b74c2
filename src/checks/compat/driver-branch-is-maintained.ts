import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { shortList } from './placements.ts';

export const compatDriverBranchIsMaintained = defineCheck({
  id: 'compat/driver-branch-is-maintained',
  subject: 'inputs',
  needs: ['inputs.fleet'],
  options: NO_OPTIONS,
  judge({ facts, at }) {
    const { groups } = facts['inputs.fleet'];
    if (groups.length === 0) return notApplicable('no group of the fleet has GPUs');
    const month = new Date(at).toISOString().slice(0, 7);
    const ended = groups.filter(({ ends }) => isOver(ends, month));
    if (ended.length === 0) return pass();
    const on = ended.map(({ group, driver, ends }) => `${group} (driver ${driver ?? ''}, ${endText(ends)})`);
    return fail('ended', { data: { groups: shortList(on) } });
  },
});

/** Where sources disagree, the later end counts. Months compare as texts. */
function isOver(ends: readonly string[], month: string): boolean {
  return ends.length > 0 && ends.every((end) => end === 'passed' || end < month);
}

function endText(ends: readonly string[]): string {
  return ends.map((end) => (end === 'passed' ? 'ended' : end)).join(' / ');
}
