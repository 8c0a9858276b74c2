import type { Verdict } from '../findings/exit-code.ts';

export interface DecisionInput {
  readonly errors: number;
  /** Findings at or above the threshold that no waiver took away. */
  readonly failing: number;
  /** Judgements that the policy requires and that could not be made. */
  readonly requiredUnchecked: number;
  readonly incompleteAllowed: boolean;
}

/** The highest in this order wins: an internal error, a finding, an unmade judgement, a pass. */
export function decide({ errors, failing, requiredUnchecked, incompleteAllowed }: DecisionInput): Verdict {
  if (errors > 0) return 'error';
  if (failing > 0) return 'fail';
  if (requiredUnchecked > 0 && !incompleteAllowed) return 'incomplete';
  return 'pass';
}
