import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const hasHealthcheck = defineCheck({
  id: 'image/has-healthcheck',
  subject: 'dockerfile',
  needs: ['dockerfile.final'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { healthcheck, serving, exposes, at } = facts['dockerfile.final'];
    if (healthcheck === 'present') return pass();
    // What it starts cannot be told, which is a gap of the fact: the pass becomes notChecked.
    if (serving === null) return pass();
    if (!serving) return notApplicable('it answers no requests: no EXPOSE, and no known server is started');
    const port = exposes[0]?.split('/', 1)[0] ?? '8080';
    if (healthcheck === 'none')
      return fail('disabled', { data: { port }, at: at['healthcheck'], key: 'healthcheck' });
    return fail('absent', { data: { port }, key: 'healthcheck' });
  },
});
