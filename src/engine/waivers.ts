import type { Place } from '../facts/subject.ts';
import type { WaiverState } from '../facts/waiver.ts';
import type { WaiverEntry } from '../rules/config.ts';
import type { Policy } from '../rules/policy.ts';
import type { RawFinding } from './tally.ts';

/** A waiver before it is held against the findings. A part that was left out is null. */
export interface Waiver {
  readonly rule: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly until: string | null;
  readonly origin: 'configuration' | 'inline';
  /** Where it stands; for an inline one, `covers` is the line that it speaks of. */
  readonly place: Place | null;
  readonly covers: number | null;
}

export function fromConfiguration(entry: WaiverEntry, path: string | null): Waiver {
  const place = path === null ? null : { path, line: 1, column: 1 };
  return { ...entry, origin: 'configuration', place, covers: null };
}

export interface WaiverResult {
  /** Parallel to the findings: the waiver that took each away, or null. */
  readonly waivedBy: readonly (Waiver | null)[];
  readonly states: readonly WaiverState[];
}

const DAY = 86_400_000;

/**
 * Holds waivers against findings. One evaluator for every mode. Only a complete waiver that has not expired, and that the
 * policy does not refuse, takes anything away. `at` is in milliseconds since 1970.
 */
export function applyWaivers(
  findings: readonly RawFinding[],
  waivers: readonly Waiver[],
  policy: Policy,
  codes: ReadonlyMap<string, string>,
  at: number,
): WaiverResult {
  const used = new Map<Waiver, number>();
  const judged = waivers.map((waiver) => ({ waiver, ...stateOf(waiver, policy, codes, at) }));
  const valid = judged.filter(
    ({ missing, expired, refused }) => missing.length === 0 && !expired && refused === null,
  );
  const waivedBy = findings.map((finding) => {
    const hit = valid.find(({ waiver }) => covers(waiver, finding, codes))?.waiver ?? null;
    if (hit !== null) used.set(hit, (used.get(hit) ?? 0) + 1);
    return hit;
  });
  const states = judged.map(({ waiver, missing, expired, daysLeft, refused }) => {
    const { rule, subject, reason, owner, until, origin, place } = waiver;
    return {
      rule,
      subject,
      reason,
      owner,
      until,
      origin,
      place,
      missing,
      expired,
      daysLeft,
      refused,
      used: used.get(waiver) ?? 0,
    };
  });
  return { waivedBy, states };
}

function stateOf(
  waiver: Waiver,
  policy: Policy,
  codes: ReadonlyMap<string, string>,
  at: number,
): Pick<WaiverState, 'missing' | 'expired' | 'daysLeft' | 'refused'> {
  const missing = (['rule', 'reason', 'owner', 'until'] as const).filter(
    (part) => waiver[part] === null || waiver[part] === '',
  );
  const end = waiver.until === null ? NaN : Date.parse(`${waiver.until}T23:59:59.999Z`);
  // `2026-02-31` is read as a day of March: a day that no calendar has is none.
  const valid = !Number.isNaN(end) && new Date(end).toISOString().startsWith(waiver.until ?? '?');
  return {
    missing: valid || missing.includes('until') ? missing : [...missing, 'until'],
    expired: valid && end < at,
    daysLeft: valid ? Math.floor((end - at) / DAY) : null,
    refused: refusal(waiver, policy, codes),
  };
}

function refusal(waiver: Waiver, policy: Policy, codes: ReadonlyMap<string, string>): WaiverState['refused'] {
  if (waiver.origin === 'inline' && !policy.inlineWaiversAllowed) return 'inline-denied';
  const rule = waiver.rule ?? '';
  const fixed = policy.notWaivable.some(
    (named) => named === rule || codes.get(named) === rule || codes.get(rule) === named,
  );
  return fixed ? 'not-waivable' : null;
}

function covers(waiver: Waiver, finding: RawFinding, codes: ReadonlyMap<string, string>): boolean {
  if (waiver.rule !== finding.rule && waiver.rule !== codes.get(finding.rule)) return false;
  if (waiver.origin === 'configuration') {
    const { id, name } = finding.subject;
    return [id, name, finding.location?.path ?? ''].some((text) => globMatches(waiver.subject ?? '', text));
  }
  const places = [finding.location, finding.subject.location].filter((place) => place !== null);
  return places.some((place) => place.path === waiver.place?.path && place.line === waiver.covers);
}

/** `*` is any run of characters. Linear in text × stars, no backtracking beyond the last star. */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
