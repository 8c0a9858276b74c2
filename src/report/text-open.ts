import type { Finding, Unchecked } from '../findings/report.ts';
import { body, grouped, inert, nameText, numbering, placeLine, type Frame } from './text-frame.ts';
import { severityWord } from './words.ts';

/** What was not judged, by its cause, so that one mend shows all that it would make known; what is required comes first. */
export function* uncheckedBlock(frame: Frame): Generator<string, void> {
  const { report, words, paint } = frame;
  if (report.notChecked.length === 0) return;
  yield paint('bold', words.notChecked);
  for (const required of [true, false]) {
    const keyOf = numbering();
    const causes = grouped(
      report.notChecked.filter((entry) => entry.required === required),
      ({ reason, advice }) => keyOf(reason, advice),
    );
    for (const cause of causes) yield causeBlock(cause, frame);
  }
}

/** Places with the same rules share a list of them. */
function causeBlock(cause: readonly Unchecked[], frame: Frame): string {
  const [first] = cause;
  if (first === undefined) return '';
  const places = grouped(cause, ({ location, subject }) => `${placeLine(location)} ${subject.id}`);
  return [
    ...grouped(places, rulesOf).flatMap((alike) => [
      ...alike.map((entries) => placeHead(entries, frame)),
      body(rulesOf(alike[0] ?? []), frame),
    ]),
    body(`${first.reason}${first.advice === '' ? '' : ` → ${first.advice}`}`, frame),
  ].join('\n');
}

function rulesOf(entries: readonly Unchecked[]): string {
  return entries.map(({ code, rule }) => `${code} ${rule}`).join(', ');
}

function placeHead([first]: readonly Unchecked[], { paint, words }: Frame): string {
  if (first === undefined) return '';
  const required = first.required ? `  ${paint('open', words.required)}` : '';
  return `  ${inert(placeLine(first.location))}  ${paint('dim', inert(nameText(first.subject.name)))}${required}`;
}

/** One entry a waiver: it takes away the failure, never the knowledge of where it stands. */
export function* waivedBlock(frame: Frame): Generator<string, void> {
  const waived = frame.report.findings.filter((finding) => finding.waived !== null);
  if (waived.length === 0) return;
  yield frame.paint('bold', frame.words.waived);
  const groups = grouped(waived, ({ rule, severity, waived: by }) => JSON.stringify([rule, severity, by]));
  for (const group of groups) yield waivedGroup(group, frame);
}

function waivedGroup(group: readonly Finding[], frame: Frame): string {
  const [first] = group;
  if (first?.waived == null) return '';
  const { words, paint, report } = frame;
  const { reason, owner, until } = first.waived;
  const severity = paint(first.severity, severityWord(first.severity, report.language));
  const places = group.map(({ location, subject }) =>
    location === null ? nameText(subject.name) : placeLine(location),
  );
  return [
    `  ${severity}  ${first.code} ${first.rule}  ${paint('dim', nameText(words.until(owner, until)))}`,
    body(reason, frame),
    body(places.join(', '), frame),
  ].join('\n');
}

export function* errorBlock(frame: Frame): Generator<string, void> {
  const { report, words, paint } = frame;
  if (report.errors.length === 0) return;
  yield paint('bad', words.errors);
  for (const { rule, subject, cause } of report.errors)
    yield `  ${rule} (${inert(nameText(subject))})\n${body(cause, frame)}`;
}
