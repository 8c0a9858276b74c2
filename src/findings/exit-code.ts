export type Verdict = 'pass' | 'fail' | 'incomplete' | 'error';

/** The one table of exit codes: the same for every command and format. Printed in `--help` and in docs/exit-codes.md. */
export const EXIT_CODES = {
  0: 'pass',
  1: 'a finding at or above the threshold (--fail-on, default medium)',
  2: 'wrong usage, or a bad configuration, policy, rule, matrix or bundle: nothing was judged',
  3: 'incomplete: nothing failed, but a judgement that the policy requires could not be made',
  4: 'internal error',
} as const;

export type ExitCode = keyof typeof EXIT_CODES;

const BY_VERDICT: Record<Verdict, ExitCode> = { pass: 0, fail: 1, incomplete: 3, error: 4 };

export function exitCodeOf(verdict: Verdict): ExitCode {
  return BY_VERDICT[verdict];
}
