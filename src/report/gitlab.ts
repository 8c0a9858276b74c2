import { fingerprintOf } from '../findings/fingerprint.ts';
import type { Finding, Report, Unchecked } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';
import type { Place } from '../facts/subject.ts';
import { activeFindings } from './counts.ts';
import { jsonText, LazyList } from './json-stream.ts';
import { printable } from './printable.ts';

type GitlabSeverity = 'blocker' | 'critical' | 'major' | 'minor' | 'info';

const SEVERITY: Record<Severity, GitlabSeverity> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/** What GitLab reads of Code Climate's form; it drops an issue that lacks one of them. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: GitlabSeverity;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * GitLab code quality. It has no word for "not checked" or "broke off", and an empty list looks like success: so an unmade
 * judgement that the policy requires, and an internal error, are issues of their own.
 * https://docs.gitlab.com/ci/testing/code_quality/
 */
export function* renderGitlab(report: Report): Generator<string, void> {
  yield* jsonText(new LazyList(distinct(issuesOf(report))));
  yield '\n';
}

function* issuesOf(report: Report): Generator<Issue, void> {
  for (const error of report.errors) yield ofError(error);
  for (const finding of activeFindings(report)) yield ofFinding(finding);
  for (const entry of report.notChecked) if (entry.required) yield ofUnchecked(entry);
}

function ofFinding({ message, remediation, rule, fingerprint, severity, location }: Finding): Issue {
  return {
    description: printable(`${message} (${remediation})`),
    check_name: rule,
    fingerprint,
    severity: SEVERITY[severity],
    location: placeOf(location),
  };
}

function ofUnchecked({ code, rule, subject, reason, advice, location }: Unchecked): Issue {
  return {
    description: printable(`Not checked: ${rule} on ${subject.name}: ${reason}. ${advice}`),
    check_name: rule,
    fingerprint: fingerprintOf(code, subject.id, 'not checked'),
    severity: 'major',
    location: placeOf(location),
  };
}

function ofError({ rule, subject, cause }: Report['errors'][number]): Issue {
  return {
    description: printable(`Internal error: ${rule} on ${subject}: ${cause}`),
    check_name: rule,
    fingerprint: fingerprintOf(rule, subject, 'internal error'),
    severity: 'blocker',
    location: placeOf(null),
  };
}

function placeOf(place: Place | null): Issue['location'] {
  return { path: place?.path ?? '.', lines: { begin: place?.line ?? 1 } };
}

/** GitLab shows one issue of those that share a fingerprint; subjects whose long names were cut could. */
function* distinct(issues: Iterable<Issue>): Generator<Issue, void> {
  const seen = new Map<string, number>();
  for (const issue of issues) {
    const nth = seen.get(issue.fingerprint) ?? 0;
    seen.set(issue.fingerprint, nth + 1);
    yield nth === 0 ? issue : { ...issue, fingerprint: fingerprintOf(issue.fingerprint, '', '', nth) };
  }
}
