import type { Place } from './subject.ts';

/** `waiver.state`: one waiver, and what became of it in this run. */
export interface WaiverState {
  /** As written: id or code of the rule, or null when it was left out. */
  readonly rule: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly owner: string | null;
  /** YYYY-MM-DD, or null. */
  readonly until: string | null;
  readonly origin: 'configuration' | 'inline';
  /** Missing parts of an inline waiver. An incomplete waiver waives nothing. */
  readonly missing: readonly string[];
  readonly expired: boolean;
  /** Whole days from now to its last day; negative when expired; null without a date. */
  readonly daysLeft: number | null;
  /** How many findings it took away. */
  readonly used: number;
  /** The policy refuses it: inline waivers are denied, or the rule is not waivable. */
  readonly refused: 'inline-denied' | 'not-waivable' | null;
  readonly place: Place | null;
}

/** `change.configuration`: with --changed-since, what the change does to its own judge. */
export interface ConfigurationChange {
  /** Configuration, policy, rule and waiver files that differ between the two revisions. */
  readonly files: readonly string[];
  /** Inline waivers that the change adds. */
  readonly addedInlineWaivers: readonly string[];
  /** The verdict took its configuration from outside the judged tree (--config-from). */
  readonly fromElsewhere: boolean;
}
