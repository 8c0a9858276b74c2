import type { Finding, Report, Unchecked } from '../findings/report.ts';
import { SEVERITIES, type Severity } from '../findings/severity.ts';
import type { Place } from '../facts/subject.ts';
import { activeFindings, countsLine, findingsLine } from './counts.ts';
import { placeText } from './place.ts';
import { oneLine, printable } from './printable.ts';
import { verdictWord, wordsFor } from './words.ts';

type Kind = 'error' | 'warning' | 'notice';

const KINDS: Record<Severity, Kind> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/**
 * What a step may annotate of each kind; GitHub drops further ones in silence.
 * https://docs.github.com/en/rest/checks/runs (annotations from workflow commands: 10 of each level a step)
 */
const MOST = 10;

interface Annotation {
  readonly kind: Kind;
  readonly place: Place | null;
  readonly title: string;
  readonly message: string;
}

/**
 * GitHub workflow commands: annotations on the lines of a pull request, the most severe first. What is more than GitHub
 * takes stands in the log of the step, and the last annotation says how many there are.
 */
export function* renderGithub(report: Report): Generator<string, void> {
  const annotations = [
    ...report.errors.map(ofError),
    ...SEVERITIES.flatMap((severity) =>
      activeFindings(report)
        .filter((finding) => finding.severity === severity)
        .map(ofFinding),
    ),
    ...report.notChecked.filter((entry) => entry.required).map(ofUnchecked),
  ];
  const last: Kind = report.verdict === 'pass' ? 'notice' : 'error';
  const room: Record<Kind, number> = { error: MOST, warning: MOST, notice: MOST };
  room[last]--;
  const shown: Annotation[] = [];
  const left: Annotation[] = [];
  for (const annotation of annotations) (room[annotation.kind]-- > 0 ? shown : left).push(annotation);
  const words = wordsFor(report.language);
  const summary = [
    `${verdictWord(report)}: ${findingsLine(report)}`,
    ...(left.length > 0 ? [words.inTheLog(left.length)] : []),
    countsLine(report),
  ].join('. ');
  for (const annotation of shown) yield `${command(annotation)}\n`;
  if (left.length > 0) {
    yield `::group::${data(words.inTheLog(left.length))}\n`;
    for (const annotation of left) yield `${logLine(annotation)}\n`;
    yield '::endgroup::\n';
  }
  yield `${command({ kind: last, place: null, title: 'paddle-verify', message: summary })}\n`;
}

function ofFinding({ failing, severity, location, code, rule, message, remediation }: Finding): Annotation {
  const kind = failing && KINDS[severity] === 'notice' ? 'warning' : KINDS[severity];
  return { kind, place: location, title: `${code} ${rule}`, message: `${message}\n${remediation}`.trimEnd() };
}

function ofUnchecked({ location, code, rule, subject, reason, advice }: Unchecked): Annotation {
  const message = `${rule} on ${subject.name}: ${reason}. ${advice}`.trimEnd();
  return { kind: 'error', place: location, title: `${code} not checked`, message };
}

function ofError({ rule, subject, cause }: Report['errors'][number]): Annotation {
  return { kind: 'error', place: null, title: 'internal error', message: `${rule} on ${subject}: ${cause}` };
}

function command({ kind, place, title, message }: Annotation): string {
  const where =
    place === null
      ? []
      : [`file=${property(place.path)}`, `line=${String(place.line)}`, `col=${String(place.column)}`];
  return `::${kind} ${[...where, `title=${property(title)}`].join(',')}::${data(message)}`;
}

/** Begins with the kind, so that no name at its head can be taken for a command; the other mark of commands is undone. */
function logLine({ kind, place, title, message }: Annotation): string {
  const text = oneLine(`${kind} ${placeText(place)} ${title}: ${message.replaceAll('\n', ' ')}`);
  return text.replaceAll('##[', '## [');
}

/** As the runner reads it back: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
