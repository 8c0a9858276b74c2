import { fail, pass } from '../../findings/outcome.ts';
import { redactName } from '../../findings/redact.ts';
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
      data: { urls: found.map(({ url }) => shown(url)), first: shown(first.url) },
      at: first.at,
      related: others.map(({ at }) => at),
    });
  },
});

/** Without its secrets before it is cut: half a token would no longer be known for one. */
function shown(url: string): string {
  return redactName(url).slice(0, 200);
}

/** A git source at a full commit is checked by git itself. */
function isCommit(url: string): boolean {
  return /\.git#[0-9a-f]{40}(?::|$)/.test(url);
}
