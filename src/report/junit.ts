import type { Finding, Report, ReportRule, Unchecked } from '../findings/report.ts';
import { countsLine, findingsLine } from './counts.ts';
import { placeText } from './place.ts';
import { xmlText } from './xml.ts';

/**
 * JUnit XML as CI servers read it: a suite a rule, a case a subject. A finding is a failure, a waived one or one below the
 * threshold is in the output only, a judgement that could not be made is skipped, or an error where the policy requires it:
 * a skipped case looks green.
 */
export function* renderJunit(report: Report): Generator<string, void> {
  const suites = [verdictSuite(report), ...report.rules.map((rule) => suiteOf(rule, report))];
  const total = (name: keyof Suite['counts']): number =>
    suites.reduce((sum, { counts }) => sum + counts[name], 0);
  const counts = {
    tests: total('tests'),
    failures: total('failures'),
    errors: total('errors'),
    skipped: total('skipped'),
  };
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="paddle-verify" ${countsText(counts)}>\n`;
  for (const suite of suites) for (const line of suite.lines()) yield `${line}\n`;
  yield '</testsuites>\n';
}

interface Suite {
  readonly counts: Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>>;
  /** Its XML, made when it is written. */
  readonly lines: () => Iterable<string>;
}

/** In the order that readers know; nothing is timed. */
function countsText({ tests, failures, errors, skipped }: Suite['counts']): string {
  return `tests="${String(tests)}" failures="${String(failures)}" errors="${String(errors)}" skipped="${String(skipped)}" time="0"`;
}

/** The decision as a case of its own: red wherever it is no pass, also in a run that broke off before any rule was red. */
function verdictSuite(report: Report): Suite {
  const { verdict, policy, errors } = report;
  const property = (name: string, value: string): string =>
    `      <property name="${name}" value="${xmlText(value)}"/>`;
  const element = { pass: null, fail: 'failure', incomplete: 'error', error: 'error' }[verdict];
  const causes = errors.map(({ rule, subject, cause }) => `${rule} (${subject}): ${cause}`).join('\n');
  const message = xmlText(`${findingsLine(report)}; ${countsLine(report)}`);
  const body =
    element === null
      ? ''
      : `<${element} message="${message}" type="${verdict}">${xmlText(causes)}</${element}>`;
  const counts = {
    tests: 1,
    failures: element === 'failure' ? 1 : 0,
    errors: element === 'error' ? 1 : 0,
    skipped: 0,
  };
  const xml = [
    `  <testsuite name="verdict" ${countsText(counts)}>`,
    '    <properties>',
    property('verdict', verdict),
    property('policy', `${policy.name} ${policy.digest}`),
    property('coverage', countsLine(report)),
    '    </properties>',
    `${openCase('verdict', 'verdict')}>${body}</testcase>`,
    '  </testsuite>',
  ];
  return { counts, lines: () => xml };
}

function suiteOf(rule: ReportRule, report: Report): Suite {
  const findings = report.findings.filter((finding) => finding.rule === rule.id);
  const unchecked = report.notChecked.filter((entry) => entry.rule === rule.id);
  const required = unchecked.filter((entry) => entry.required).length;
  const counts = {
    tests: findings.length + unchecked.length + (rule.counts.pass > 0 ? 1 : 0),
    failures: findings.filter(isFailure).length,
    errors: required,
    skipped: unchecked.length - required,
  };
  const name = `${rule.code} ${rule.id}`;
  return {
    counts,
    *lines() {
      const nameOf = distinct();
      yield `  <testsuite name="${xmlText(name)}" ${countsText(counts)}>`;
      for (const finding of findings) yield findingCase(name, nameOf(finding.subject.id), finding);
      for (const entry of unchecked) yield uncheckedCase(name, nameOf(entry.subject.id), entry);
      if (rule.counts.pass > 0) yield passCase(name, rule.counts.pass);
      yield '  </testsuite>';
    },
  };
}

/** Servers take two cases of one name for one: the second fault of a subject is numbered. */
function distinct(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : `${name} (${String(nth)})`;
  };
}

function isFailure({ failing, waived }: Finding): boolean {
  return failing && waived === null;
}

function openCase(suite: string, name: string): string {
  return `    <testcase classname="${xmlText(suite)}" name="${xmlText(name)}" time="0"`;
}

function findingCase(suite: string, name: string, finding: Finding): string {
  const { location, severity, message, remediation, waived } = finding;
  const open = `${openCase(suite, name)} file="${xmlText(location?.path ?? '')}" line="${String(location?.line ?? 1)}">`;
  const text = `${placeText(location)} [${severity}] ${message}\n${remediation}`;
  if (isFailure(finding)) {
    return `${open}<failure message="${xmlText(message)}" type="${severity}">${xmlText(text)}</failure></testcase>`;
  }
  const why =
    waived === null
      ? 'below the threshold'
      : `waived until ${waived.until} by ${waived.owner}: ${waived.reason}`;
  return `${open}<system-out>${xmlText(`${text}\n(${why})`)}</system-out></testcase>`;
}

function uncheckedCase(suite: string, name: string, entry: Unchecked): string {
  const message = xmlText(`not checked: ${entry.reason}. ${entry.advice}`.trimEnd());
  return entry.required
    ? `${openCase(suite, name)}><error message="${message}" type="not-checked"/></testcase>`
    : `${openCase(suite, name)}><skipped message="${message}"/></testcase>`;
}

/** One case for all of them, of one name whatever their number, so that servers can follow it. */
function passCase(suite: string, count: number): string {
  return `${openCase(suite, 'other subjects')}><system-out>${String(count)} passed</system-out></testcase>`;
}
