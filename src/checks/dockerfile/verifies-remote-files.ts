import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isShipped } from './shipped.ts';

export const verifiesRemoteFiles = defineCheck({
  id: 'dockerfile/verifies-remote-files',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.instructions'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const stages = facts['dockerfile.stages'];
    const found = facts['dockerfile.instructions'].remoteAdds.filter(
      ({ stage, url, checksum }) => isShipped(stages, stage) && !checksum && !isCommit(url),
    );
    const [first, ...others] = found;
    if (first === undefined) return pass();
    return fail('no-checksum', {
      data: { urls: found.map(({ url }) => url.slice(0, 200)), first: first.url.slice(0, 200) },
      at: first.at,
      related: others.map(({ at }) => at),
    });
  },
});

/** A git source at a full commit is checked by git itself. */
function isCommit(url: string): boolean {
  return /\.git#[0-9a-f]{40}(?::|$)/.test(url);
}
