import type { Finding, Report, Unchecked } from '../findings/report.ts';
import { SEVERITIES } from '../findings/severity.ts';
import { commentCode, commentProse } from './comment-escape.ts';
import { activeFindings, countsLine, findingsLine } from './counts.ts';
import { placeText } from './place.ts';
import { severityWord, verdictWord, wordsFor } from './words.ts';
import { shorten } from './wrap.ts';

/** Hosts refuse comments of more than 65,536 characters. What does not fit is counted, never dropped in silence. */
const LIMIT = 60_000;
/** Of the room, what findings leave to what was not checked. */
const FOR_UNCHECKED = 15_000;
const LONGEST_TEXT = 600;
const MOST_PLACES = 5;
const ICONS: Record<Report['verdict'], string> = { pass: '✅', fail: '❌', incomplete: '⚠️', error: '💥' };

/** A table whose last rows may be left out. */
interface Table {
  readonly head: readonly string[];
  /** Each with what it stands for, to be counted when it is left out. */
  readonly rows: readonly { readonly text: string; readonly count: number }[];
  readonly left: (count: number) => string;
}

/** A comment on a pull request: the most severe first. */
export function renderMarkdown(report: Report): string {
  const words = wordsFor(report.language);
  const head = [
    `### ${ICONS[report.verdict]} paddle-verify: ${verdictWord(report)}`,
    '',
    commentProse(findingsLine(report)),
  ];
  const foot = commentProse(
    shorten(
      [`${words.policy} ${report.policy.name}`, words.exit(report.exitCode), countsLine(report)].join(' · '),
      4000,
    ),
  );
  const unchecked = fitted(uncheckedTable(report), FOR_UNCHECKED);
  const room = LIMIT - [...head, ...unchecked, foot].join('\n').length;
  const findings = fitted(findingTable(report), room);
  return [...head, ...findings, ...unchecked, ...errorLines(report), '', `<sub>${foot}</sub>`, ''].join('\n');
}

/** As many whole rows as the room (in characters) holds; a table is never cut within. */
function fitted({ head, rows, left }: Table, room: number): readonly string[] {
  if (rows.length === 0) return [];
  let used = head.join('\n').length + 200;
  let fit = 0;
  for (const { text } of rows) {
    used += text.length + 1;
    if (used > room) break;
    fit++;
  }
  const rest = rows.slice(fit).reduce((sum, { count }) => sum + count, 0);
  const shown = fit === 0 ? [] : ['', ...head, ...rows.slice(0, fit).map(({ text }) => text)];
  return rest === 0 ? shown : [...shown, '', left(rest)];
}

function findingTable(report: Report): Table {
  const words = wordsFor(report.language);
  const findings = SEVERITIES.flatMap((severity) =>
    activeFindings(report).filter((finding) => finding.severity === severity),
  );
  return {
    head: headOf([words.severity, words.place, words.message]),
    rows: findings.map((finding) => ({ text: findingRow(finding, report), count: 1 })),
    left: words.moreFindings,
  };
}

function headOf(cells: readonly string[]): readonly string[] {
  return [`| ${cells.join(' | ')} |`, `|${cells.map(() => '---').join('|')}|`];
}

function findingRow(finding: Finding, report: Report): string {
  const words = wordsFor(report.language);
  const { severity, location, related, subject, code, rule, message, remediation } = finding;
  const places = location === null ? [subject.name] : [placeText(location), ...related.map(placeText)];
  const text = [
    `${code} ${rule}`,
    commentProse(shorten(message, LONGEST_TEXT)),
    ...(remediation === ''
      ? []
      : [`**${words.fix}**${words.colon}${commentProse(shorten(remediation, LONGEST_TEXT))}`]),
  ].join('<br>');
  return `| **${severityWord(severity, report.language)}** | ${placeCell(places)} | ${text} |`;
}

function placeCell(places: readonly string[]): string {
  const shown = places.slice(0, MOST_PLACES).map((place) => commentCode(shorten(place, 300)));
  const left = places.length - shown.length;
  return [...shown, ...(left > 0 ? [`… +${String(left)}`] : [])].join('<br>');
}

/** A row a cause; those that the policy requires come first. */
function uncheckedTable(report: Report): Table {
  const words = wordsFor(report.language);
  const causes = new Map<string, Unchecked[]>();
  for (const entry of [...report.notChecked].sort((a, b) => Number(b.required) - Number(a.required))) {
    const key = JSON.stringify([entry.required, entry.reason, entry.advice]);
    const known = causes.get(key);
    if (known === undefined) causes.set(key, [entry]);
    else known.push(entry);
  }
  return {
    head: [`**${words.notChecked}**`, '', ...headOf([words.rule, words.place, words.reasonHead])],
    rows: [...causes.values()].map((group) => ({ text: uncheckedRow(group, report), count: group.length })),
    left: words.moreUnchecked,
  };
}

function uncheckedRow(group: readonly Unchecked[], report: Report): string {
  const [first] = group;
  if (first === undefined) return '';
  const words = wordsFor(report.language);
  const rules = [...new Set(group.map(({ code, rule }) => `${code} ${rule}`))];
  const places = [
    ...new Set(
      group.map(({ location, subject }) => (location === null ? subject.name : placeText(location))),
    ),
  ];
  const required = first.required ? `**${words.required}**<br>` : '';
  const reason = [first.reason, ...(first.advice === '' ? [] : [`→ ${first.advice}`])];
  const texts = reason.map((text) => commentProse(shorten(text, LONGEST_TEXT))).join('<br>');
  return `| ${required}${rules.join('<br>')} | ${placeCell(places)} | ${texts} |`;
}

const MOST_ERRORS = 10;

function errorLines(report: Report): readonly string[] {
  if (report.errors.length === 0) return [];
  const words = wordsFor(report.language);
  const items = report.errors
    .slice(0, MOST_ERRORS)
    .map(
      ({ rule, subject, cause }) =>
        `- ${commentCode(shorten(rule, 100))} ${commentCode(shorten(subject, 100))} ${commentProse(shorten(cause, 200))}`,
    );
  const left = report.errors.length - items.length;
  return ['', `**${words.errors}**`, '', ...items, ...(left > 0 ? [`- … +${String(left)}`] : [])];
}
