import type { Report } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';
import type { Place } from '../facts/subject.ts';
import { activeFindings, countsLine, findingsLine } from './counts.ts';
import { verdictWord } from './words.ts';
import { printable } from './wrap.ts';

const COMMAND: Record<Severity, string> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** GitHub workflow commands: annotations on the lines of a pull request. */
export function renderGithub(report: Report): string {
  const lines = activeFindings(report).map((finding) => {
    const kind =
      finding.failing && COMMAND[finding.severity] === 'notice' ? 'warning' : COMMAND[finding.severity];
    return command(
      kind,
      finding.location,
      `${finding.code} ${finding.rule}`,
      `${finding.message}\n${finding.remediation}`,
    );
  });
  const unchecked = report.notChecked
    .filter((entry) => entry.required)
    .map((entry) =>
      command(
        'error',
        entry.location,
        `${entry.code} not checked`,
        `${entry.rule} on ${entry.subject.name}: ${entry.reason}. ${entry.advice}`,
      ),
    );
  const summary = `${verdictWord(report)}: ${findingsLine(report)}. ${countsLine(report)}`;
  return [
    ...lines,
    ...unchecked,
    command(report.verdict === 'pass' ? 'notice' : 'error', null, 'paddle-verify', summary),
    '',
  ].join('\n');
}

function command(kind: string, place: Place | null, title: string, message: string): string {
  const where =
    place === null
      ? []
      : [`file=${property(place.path)}`, `line=${String(place.line)}`, `col=${String(place.column)}`];
  return `::${kind} ${[...where, `title=${property(title)}`].join(',')}::${data(message)}`;
}

function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
