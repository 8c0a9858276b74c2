import type { Finding, Report, ReportRule, Unchecked } from '../findings/report.ts';
import { countsLine } from './counts.ts';
import { placeText } from './place.ts';
import { xmlText } from './xml.ts';

/**
 * JUnit XML as CI servers read it: a suite a rule, a case a subject. A finding is a failure, a waived one or one below the
 * threshold is in the output only, a judgement that could not be made is skipped, or an error where the policy requires it:
 * a skipped case looks green.
 */
export function renderJunit(report: Report): string {
  const suites = report.rules.map((rule) => suiteOf(rule, report));
  const total = (name: keyof Suite['counts']): number =>
    suites.reduce((sum, suite) => sum + suite.counts[name], 0);
  const head = `<testsuites name="paddle-verify" tests="${String(total('tests'))}" failures="${String(total('failures'))}" errors="${String(total('errors'))}" skipped="${String(total('skipped'))}" time="0">`;
  const property = (name: string, value: string): string =>
    `      <property name="${name}" value="${xmlText(value)}"/>`;
  const summary = [
    '  <testsuite name="verdict" tests="1" failures="0" errors="' +
      (report.verdict === 'error' || report.verdict === 'incomplete' ? '1' : '0') +
      '" skipped="0" time="0">',
    '    <properties>',
    property('verdict', report.verdict),
    property('policy', `${report.policy.name} ${report.policy.digest}`),
    property('coverage', countsLine(report)),
    '    </properties>',
    `    <testcase classname="verdict" name="${xmlText(report.verdict)}" time="0">${report.verdict === 'error' || report.verdict === 'incomplete' ? `<error message="${xmlText(countsLine(report))}"/>` : ''}</testcase>`,
    '  </testsuite>',
  ].join('\n');
  const withVerdict = head
    .replace(/tests="(\d+)"/, (_, tests: string) => `tests="${String(Number(tests) + 1)}"`)
    .replace(
      /errors="(\d+)"/,
      (_, errors: string) =>
        `errors="${String(Number(errors) + (report.verdict === 'error' || report.verdict === 'incomplete' ? 1 : 0))}"`,
    );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    withVerdict,
    summary,
    ...suites.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly counts: {
    readonly tests: number;
    readonly failures: number;
    readonly errors: number;
    readonly skipped: number;
  };
  readonly xml: string;
}

function suiteOf(rule: ReportRule, report: Report): Suite {
  const findings = report.findings.filter((finding) => finding.rule === rule.id);
  const unchecked = report.notChecked.filter((entry) => entry.rule === rule.id);
  const name = `${rule.code} ${rule.id}`;
  const failing = findings.filter((finding) => finding.failing && finding.waived === null);
  const required = unchecked.filter((entry) => entry.required);
  const passed = rule.counts.pass > 0 && findings.length === 0 && unchecked.length === 0;
  const cases = [
    ...findings.map((finding) => findingCase(name, finding)),
    ...unchecked.map((entry) => uncheckedCase(name, entry)),
    ...(passed
      ? [
          `    <testcase classname="${xmlText(name)}" name="${xmlText(`${String(rule.counts.pass)} subjects`)}" time="0"/>`,
        ]
      : []),
  ];
  const counts = {
    tests: cases.length,
    failures: failing.length,
    errors: required.length,
    skipped: unchecked.length - required.length,
  };
  const open = `  <testsuite name="${xmlText(name)}" tests="${String(counts.tests)}" failures="${String(counts.failures)}" errors="${String(counts.errors)}" skipped="${String(counts.skipped)}" time="0">`;
  return { counts, xml: [open, ...cases, '  </testsuite>'].join('\n') };
}

function findingCase(name: string, finding: Finding): string {
  const open = `    <testcase classname="${xmlText(name)}" name="${xmlText(finding.subject.id)}" file="${xmlText(finding.location?.path ?? '')}" line="${String(finding.location?.line ?? 1)}" time="0">`;
  const text = `${placeText(finding.location)} [${finding.severity}] ${finding.message}\n${finding.remediation}`;
  if (finding.failing && finding.waived === null) {
    return `${open}<failure message="${xmlText(finding.message)}" type="${finding.severity}">${xmlText(text)}</failure></testcase>`;
  }
  const why =
    finding.waived === null
      ? 'below the threshold'
      : `waived until ${finding.waived.until} by ${finding.waived.owner}: ${finding.waived.reason}`;
  return `${open}<system-out>${xmlText(`${text}\n(${why})`)}</system-out></testcase>`;
}

function uncheckedCase(name: string, entry: Unchecked): string {
  const open = `    <testcase classname="${xmlText(name)}" name="${xmlText(entry.subject.id)}" time="0">`;
  const message = xmlText(`not checked: ${entry.reason}. ${entry.advice}`);
  return entry.required
    ? `${open}<error message="${message}" type="not-checked"/></testcase>`
    : `${open}<skipped message="${message}"/></testcase>`;
}
