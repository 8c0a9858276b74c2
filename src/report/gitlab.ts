import type { Report } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';
import { activeFindings } from './counts.ts';

const SEVERITY: Record<Severity, string> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/**
 * GitLab code quality: the subset of Code Climate that GitLab reads. It has no word for "not checked", so an unmade
 * judgement that the policy requires becomes an issue of its own.
 */
export function renderGitlab(report: Report): string {
  const findings = activeFindings(report).map((finding) => ({
    description: `${finding.message} (${finding.remediation})`,
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: SEVERITY[finding.severity],
    location: { path: finding.location?.path ?? '.', lines: { begin: finding.location?.line ?? 1 } },
  }));
  const unchecked = report.notChecked
    .filter((entry) => entry.required)
    .map((entry) => ({
      description: `Not checked: ${entry.rule} on ${entry.subject.name}: ${entry.reason}. ${entry.advice}`,
      check_name: entry.rule,
      fingerprint: `not-checked-${entry.code}-${entry.subject.id}`,
      severity: 'major',
      location: { path: entry.location?.path ?? '.', lines: { begin: entry.location?.line ?? 1 } },
    }));
  return `${JSON.stringify([...findings, ...unchecked], null, 2)}\n`;
}
