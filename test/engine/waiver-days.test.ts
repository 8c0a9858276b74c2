import { describe, expect, it } from 'vitest';
import { applyWaivers, fromConfiguration } from '../../src/engine/waivers.ts';
import { resolvePolicy } from '../../src/rules/policy.ts';

const resolved = resolvePolicy('baseline', [], []);

function stateOn(until: string, day: string): { expired: boolean; missing: readonly string[] } | undefined {
  if (!resolved.ok) throw new Error('no policy');
  const waiver = fromConfiguration(
    { rule: 'tag/is-pinned', subject: '*', reason: 'because', owner: '@x', until },
    'paddle-verify.yaml',
  );
  return applyWaivers([], [waiver], resolved.policy, new Map(), Date.parse(day)).states[0];
}

describe('the last day of a waiver', () => {
  it.each([
    ['2026-12-31', '2026-12-31T23:59:59Z', false],
    ['2026-12-31', '2027-01-01T00:00:00Z', true],
    ['2028-02-29', '2028-02-29T12:00:00Z', false],
  ])('%s at %s: expired is %s', (until, day, expired) => {
    expect(stateOn(until, day)).toMatchObject({ expired, missing: [] });
  });

  it.each(['2026-02-31', '2026-02-29', '2026-13-01', 'soon'])(
    '%s is no day: the waiver is incomplete',
    (until) => {
      expect(stateOn(until, '2026-01-01T00:00:00Z')).toMatchObject({ missing: ['until'] });
    },
  );
});
