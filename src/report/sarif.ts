import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Report, ReportRule, Unchecked } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';
import type { Place } from '../facts/subject.ts';
import { countsLine } from './counts.ts';
import { jsonText, lazily, LazyList } from './json-stream.ts';
import { printable } from './printable.ts';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** Figures that code-scanning hosts map to critical, high, medium and low; only rules about safety carry one. */
const SECURITY: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};
const SAFETY_FAMILIES = ['hardening', 'dockerfile', 'vulnerability', 'tag'];

/**
 * SARIF 2.1.0 (OASIS). Fails are results; judgements that could not be made are notifications of the invocation, because
 * hosts show every result as an alert and none of them reads `kind: open`.
 */
export function* renderSarif(report: Report): Generator<string, void> {
  yield* jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report)],
  } satisfies Lazy<Log>);
  yield '\n';
}

/** Lists may be made entry by entry, as they are written. */
type Lazy<T> = T extends readonly (infer E)[]
  ? readonly Lazy<E>[] | LazyList
  : T extends object
    ? { readonly [K in keyof T]: Lazy<T[K]> }
    : T;

function runOf(report: Report): Lazy<Run> {
  const used = new Set(report.findings.map((finding) => finding.rule));
  const rules = report.rules.filter((rule) => used.has(rule.id));
  return {
    tool: {
      driver: {
        name: 'paddle-verify',
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: rules.map(descriptorOf),
      },
    },
    automationDetails: { id: `paddle-verify/check/${report.policy.name}/` },
    columnKind: 'utf16CodeUnits',
    results: lazily(report.findings, (finding) => resultOf(finding, rules)),
    invocations: [
      {
        executionSuccessful: report.verdict === 'pass' || report.verdict === 'fail',
        exitCode: report.exitCode,
        exitCodeDescription: report.verdict,
        toolExecutionNotifications: new LazyList(notifications(report)),
      },
    ],
    properties: {
      verdict: report.verdict,
      policy: report.policy,
      counts: report.counts,
      coverage: countsLine(report),
      evidence: report.evidence,
    },
  };
}

function* notifications({ notChecked, errors }: Report): Generator<Notification, void> {
  for (const unchecked of notChecked) yield notificationOf(unchecked);
  for (const error of errors) yield errorNotification(error);
}

function descriptorOf(rule: ReportRule): ReportingDescriptor {
  const family = rule.id.slice(0, rule.id.indexOf('/'));
  const safety = SAFETY_FAMILIES.includes(family) && rule.severity !== 'info';
  const text = `${rule.rationale}\n\n${rule.references.join('\n')}`;
  return {
    id: rule.code,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: clip(rule.rationale === '' ? rule.title : rule.rationale, 1024) },
    help: {
      text,
      markdown: `${rule.rationale}\n\n${rule.references.map((url) => `- <${url}>`).join('\n')}`,
    },
    ...(rule.references[0] === undefined ? {} : { helpUri: rule.references[0] }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['paddlepaddle', 'container', family],
      'problem.severity': LEVELS[rule.severity] === 'note' ? 'recommendation' : LEVELS[rule.severity],
      ...(safety ? { 'security-severity': SECURITY[rule.severity] } : {}),
    },
  };
}

function resultOf(finding: Finding, rules: readonly ReportRule[]): Result {
  return {
    ruleId: finding.code,
    ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
    level: LEVELS[finding.severity],
    kind: 'fail',
    message: { text: plainText(`${finding.message}\n${finding.remediation}`.trimEnd()) },
    locations: [locationOf(finding.location)],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related
            .slice(0, 100)
            .map((place, index) => ({ id: index, ...locationOf(place) })),
        }),
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      'paddleVerify/v1': finding.fingerprint,
    },
    ...(finding.waived === null
      ? {}
      : {
          suppressions: [
            {
              kind: finding.waived.origin === 'inline' ? 'inSource' : 'external',
              status: 'accepted',
              justification: `${finding.waived.reason} (${finding.waived.owner}, until ${finding.waived.until})`,
            },
          ],
        }),
    properties: { rule: finding.rule, subject: finding.subject, failing: finding.failing },
  };
}

function locationOf(place: Place | null): Location {
  if (place === null) return { physicalLocation: { artifactLocation: { uri: '.' } } };
  const uri = place.path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri },
      region: { startLine: Math.max(place.line, 1), startColumn: Math.max(place.column, 1) },
    },
  };
}

function notificationOf(unchecked: Unchecked): Notification {
  return {
    level: unchecked.required ? 'error' : 'warning',
    message: {
      text: plainText(
        `${unchecked.code} ${unchecked.rule} was not checked on ${unchecked.subject.name}: ${unchecked.reason}. ${unchecked.advice}`,
      ),
    },
    locations: [locationOf(unchecked.location)],
    descriptor: { id: unchecked.code },
    properties: { reasonCode: unchecked.reasonCode, required: unchecked.required },
  };
}

function errorNotification(error: Report['errors'][number]): Notification {
  return {
    level: 'error',
    message: { text: plainText(`${error.rule} on ${error.subject}: internal error: ${error.cause}`) },
  };
}

/** Plain text may hold links in brackets (SARIF 3.11.6): none of a name's. */
function plainText(text: string): string {
  const seen = printable(text);
  return seen.includes('](') ? seen.replace(/[\\[\]]/g, '\\$&') : seen;
}

function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
