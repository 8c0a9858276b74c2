import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const hasNonRootUser = defineCheck({
  id: 'dockerfile/has-non-root-user',
  subject: 'dockerfile',
  needs: ['dockerfile.user'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { user, rootBase, at } = facts['dockerfile.user'];
    if (user === null) {
      // A base of which the user is not known is a gap of the fact, which takes this pass away.
      return rootBase === null ? pass() : fail('base-root', { data: { base: rootBase }, key: 'root' });
    }
    const name = (user.split(':', 1)[0] ?? '').trim();
    if (name !== '' && name !== 'root' && !/^0+$/.test(name)) return pass();
    return fail('root', { data: { user }, at: at['user'], key: 'root' });
  },
});
