import type { Finding, Report, Unchecked } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';
import { activeFindings, countsLine, findingsLine } from './counts.ts';
import type { RenderOptions } from './format.ts';
import { placeText } from './place.ts';
import { severityWord, verdictWord, wordsFor } from './words.ts';
import { printable, shorten, wrap } from './wrap.ts';

type Paint = (style: Style, text: string) => string;
type Style = Severity | 'bold' | 'dim' | 'good' | 'bad' | 'open';

const CODES: Record<Style, string> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '34',
  bold: '1',
  dim: '2',
  good: '1;32',
  bad: '1;31',
  open: '1;33',
};

/** For people: what, where, how to mend, then what was not checked, then the counts. */
export function renderText(report: Report, options: RenderOptions): string {
  return [...textParts(report, options)].join('');
}

/** The same, a few lines at a time: the text of a large report is many times larger than the report. */
export function* textParts(report: Report, { color, width }: RenderOptions): Generator<string, void> {
  const paint: Paint = (style, text) => (color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
  const columns = Math.min(Math.max(width, 40), 120);
  let between = '';
  for (const block of blocksOf(report, paint, columns)) {
    for (const part of block) {
      yield between + part;
      between = '\n';
    }
    if (between !== '') between = '\n\n';
  }
  yield '\n';
}

/** Blocks that a blank line parts; an empty one is left out. */
function* blocksOf(report: Report, paint: Paint, columns: number): Generator<Iterable<string>, void> {
  for (const [path, findings] of byFile(activeFindings(report)))
    yield fileBlock(path, findings, report, paint, columns);
  yield uncheckedBlock(report, paint, columns);
  yield waivedBlock(report, paint, columns);
  yield errorBlock(report, paint);
  yield summary(report, paint, columns);
}

function byFile(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    // What stands in no file (an image of the command line) goes by its name.
    const path = finding.location?.path ?? finding.subject.name;
    const known = files.get(path);
    if (known === undefined) files.set(path, [finding]);
    else known.push(finding);
  }
  return [...files];
}

function addTo<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [item]);
  else known.push(item);
}

/** Texts as numbers: a key of many long texts would be one more copy of them. */
function numbering(): (...texts: readonly string[]) => string {
  const known = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
  return (...texts) => texts.map(numberOf).join();
}

function* fileBlock(
  path: string,
  findings: readonly Finding[],
  report: Report,
  paint: Paint,
  width: number,
): Generator<string, void> {
  const groups = new Map<string, Finding[]>();
  const keyOf = numbering();
  for (const finding of findings)
    addTo(groups, keyOf(finding.rule, finding.message, finding.remediation), finding);
  yield paint('bold', printable(path));
  for (const group of groups.values()) yield findingBlock(group, report, paint, width);
}

function findingBlock(group: readonly Finding[], report: Report, paint: Paint, width: number): string {
  const words = wordsFor(report.language);
  const [first] = group;
  if (first === undefined) return '';
  const at =
    first.location === null ? '' : `${String(first.location.line)}:${String(first.location.column)}  `;
  const severity = severityWord(first.severity, report.language);
  const lines = [
    `  ${at}${paint(first.severity, severity)}  ${first.code} ${first.rule}  ${paint('dim', shorten(printable(first.subject.name), 100))}`,
  ];
  lines.push(wrap(printable(first.message), width, '      '));
  const others = [...group.slice(1).map((finding) => finding.location), ...first.related].filter(
    (place) => place !== null,
  );
  if (others.length > 0) {
    const shown = others.map((place) =>
      place.path === first.location?.path
        ? `${String(place.line)}:${String(place.column)}`
        : placeText(place),
    );
    lines.push(wrap(`${words.also} ${shown.join(', ')}`, width, '      '));
  }
  if (first.remediation !== '')
    lines.push(wrap(`${words.fix}${words.colon}${printable(first.remediation)}`, width, '      '));
  return lines.join('\n');
}

function* uncheckedBlock(report: Report, paint: Paint, width: number): Generator<string, void> {
  const words = wordsFor(report.language);
  const groups = new Map<string, Unchecked[]>();
  const keyOf = numbering();
  for (const unchecked of report.notChecked)
    addTo(groups, keyOf(placeText(unchecked.location), unchecked.reason, unchecked.advice), unchecked);
  if (groups.size === 0) return;
  yield paint('bold', words.notChecked);
  for (const group of groups.values()) yield uncheckedGroup(group, report, paint, width);
}

function uncheckedGroup(group: readonly Unchecked[], report: Report, paint: Paint, width: number): string {
  const words = wordsFor(report.language);
  const [first] = group;
  if (first === undefined) return '';
  const rules = group.map(({ code, rule }) => `${code} ${rule}`).join(', ');
  const required = group.some((unchecked) => unchecked.required) ? `  ${paint('open', words.required)}` : '';
  return [
    `  ${printable(placeText(first.location))}  ${paint('dim', shorten(printable(first.subject.name), 100))}${required}`,
    wrap(rules, width, '      '),
    wrap(printable(`${first.reason}${first.advice === '' ? '' : ` → ${first.advice}`}`), width, '      '),
  ].join('\n');
}

/** One entry a waiver: it takes away the failure, never the knowledge of where it stands. */
function* waivedBlock(report: Report, paint: Paint, width: number): Generator<string, void> {
  const words = wordsFor(report.language);
  const groups = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    if (finding.waived === null) continue;
    const key = JSON.stringify([finding.rule, finding.severity, finding.waived]);
    addTo(groups, key, finding);
  }
  if (groups.size === 0) return;
  yield paint('bold', words.waived);
  for (const group of groups.values()) yield waivedGroup(group, report, paint, width);
}

function waivedGroup(group: readonly Finding[], report: Report, paint: Paint, width: number): string {
  const [first] = group;
  if (first?.waived == null) return '';
  const { reason, owner, until } = first.waived;
  const severity = paint(first.severity, severityWord(first.severity, report.language));
  const places = group.map(({ location, subject }) =>
    location === null ? subject.name : placeText(location),
  );
  return [
    `  ${severity}  ${first.code} ${first.rule}  ${paint('dim', printable(wordsFor(report.language).until(owner, until)))}`,
    wrap(printable(reason), width, '      '),
    wrap(printable(places.join(', ')), width, '      '),
  ].join('\n');
}

function* errorBlock(report: Report, paint: Paint): Generator<string, void> {
  if (report.errors.length === 0) return;
  yield paint('bad', wordsFor(report.language).errors);
  for (const { rule, subject, cause } of report.errors) yield `  ${rule} (${subject}): ${printable(cause)}`;
}

function summary(report: Report, paint: Paint, width: number): readonly string[] {
  const words = wordsFor(report.language);
  const style: Style = report.verdict === 'pass' ? 'good' : report.verdict === 'incomplete' ? 'open' : 'bad';
  const lines = [
    `${paint(style, verdictWord(report))}  ${findingsLine(report)}`,
    [
      words.subjects(report.subjects, report.inputs.length),
      `${words.policy} ${report.policy.name}`,
      words.exit(report.exitCode),
    ].join(words.comma),
  ];
  if (report.change !== null)
    lines.push(words.changed(report.change.since, report.change.fixed, report.change.unchanged));
  if (report.evidence !== 'collected now') lines.push(words.bundle);
  lines.push(wrap(countsLine(report), width, ''));
  return lines;
}
