import type { Finding, Report } from '../findings/report.ts';
import { SEVERITIES } from '../findings/severity.ts';
import { activeFindings } from './counts.ts';
import { placeText } from './place.ts';
import { oneLine } from './printable.ts';
import { body, grouped, inert, nameText, numbering, placeLine, type Frame } from './text-frame.ts';
import { severityWord } from './words.ts';

/** The files of a report, each with its findings; each reason is told once. */
export function* findingBlocks(frame: Frame): Generator<Iterable<string>, void> {
  const why = reasons(frame.report);
  // What stands in no file (an image of the command line) goes by its name.
  const files = grouped(
    activeFindings(frame.report),
    (finding) => finding.location?.path ?? finding.subject.name,
  );
  for (const findings of files) yield fileBlock(findings, why, frame);
}

function* fileBlock(findings: readonly Finding[], why: Reasons, frame: Frame): Generator<string, void> {
  const [first] = findings;
  if (first === undefined) return;
  yield frame.paint('bold', inert(oneLine(first.location?.path ?? first.subject.name)));
  const keyOf = numbering();
  const alike = grouped(findings, (finding) =>
    keyOf(
      finding.rule,
      finding.severity,
      withoutName(finding.message, finding),
      withoutName(finding.remediation, finding),
    ),
  );
  for (const group of alike) yield alikeBlock(group, why, frame);
}

/** Two containers that lack the same line get the same advice, but for their names. */
function withoutName(text: string, { subject }: Finding): string {
  return subject.name === '' ? text : text.replaceAll(subject.name, '\u0000');
}

/** A line for each finding, `line:column  severity  CODE rule  subject`, which scripts may rely on; then what they share. */
function alikeBlock(group: readonly Finding[], why: Reasons, frame: Frame): string {
  const [first] = group;
  if (first === undefined) return '';
  const { words } = frame;
  const fix = group.length > 1 ? words.fixEach : words.fix;
  const reason = why(first.rule);
  return [
    ...group.map((finding) => `  ${headOf(finding, frame)}`),
    body(first.message, frame),
    ...relatedLines(first, frame),
    ...(reason === null ? [] : [frame.paint('dim', body(`${words.why}${words.colon}${reason}`, frame))]),
    ...(first.remediation === '' ? [] : [body(`${fix}${words.colon}${first.remediation}`, frame)]),
  ].join('\n');
}

function headOf(finding: Finding, { report, paint }: Frame): string {
  const { location, severity, code, rule, subject } = finding;
  const at = location === null ? '' : `${String(location.line)}:${String(location.column)}  `;
  return `${at}${paint(severity, severityWord(severity, report.language))}  ${code} ${rule}  ${paint('dim', inert(nameText(subject.name)))}`;
}

function relatedLines({ related, location }: Finding, frame: Frame): readonly string[] {
  if (related.length === 0) return [];
  const places = related.map((place) =>
    place.path === location?.path ? `${String(place.line)}:${String(place.column)}` : placeText(place),
  );
  return [body(`${frame.words.also} ${places.map(oneLine).join(', ')}`, frame)];
}

type Reasons = (rule: string) => string | null;

/** Why a rule exists, in its first sentence, the first time that it is asked for; `explain` has the rest. */
function reasons(report: Report): Reasons {
  const untold = new Map(report.rules.map(({ id, rationale }) => [id, rationale]));
  return (rule) => {
    const reason = untold.get(rule) ?? '';
    untold.delete(rule);
    return reason === '' ? null : firstSentence(reason);
  };
}

function firstSentence(text: string): string {
  return /^.*?(?:[.!?](?=\s)|。)/s.exec(text)?.[0] ?? text;
}

/** From so many findings on the end of the report, which is what stays on the screen, names the worst. */
const LONG_REPORT = 20;
const MOST_WORST = 10;

export function* worstBlock(frame: Frame): Generator<string, void> {
  const active = activeFindings(frame.report);
  if (active.length <= LONG_REPORT) return;
  const worst = SEVERITIES.slice(0, 2).flatMap((severity) =>
    active.filter((finding) => finding.severity === severity),
  );
  if (worst.length === 0) return;
  yield frame.paint('bold', frame.words.worst);
  for (const finding of worst.slice(0, MOST_WORST)) yield `  ${worstLine(finding, frame)}`;
  if (worst.length > MOST_WORST) yield `  … +${String(worst.length - MOST_WORST)}`;
}

function worstLine({ location, severity, code, rule, subject }: Finding, { report, paint }: Frame): string {
  const place = location === null ? nameText(subject.name) : placeLine(location);
  return `${inert(place)}  ${paint(severity, severityWord(severity, report.language))}  ${code} ${rule}`;
}
