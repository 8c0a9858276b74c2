import type { Finding, Report, Unchecked } from '../findings/report.ts';
import { activeFindings, countsLine, findingsLine } from './counts.ts';
import { escapeCode, escapeMarkdown as escapeCell } from './markdown-escape.ts';
import { placeText } from './place.ts';
import { severityWord, verdictWord, wordsFor } from './words.ts';
import { shorten } from './wrap.ts';

/** Hosts cut comments at 65,536 characters: what does not fit is counted, never dropped in silence. */
const LIMIT = 60_000;
const ICONS: Record<Report['verdict'], string> = { pass: '✅', fail: '❌', incomplete: '⚠️', error: '💥' };

/** A comment on a pull request. */
export function renderMarkdown(report: Report): string {
  const words = wordsFor(report.language);
  const lines = [
    `### ${ICONS[report.verdict]} paddle-verify: ${verdictWord(report)}`,
    '',
    findingsLine(report),
    '',
  ];
  const tables = [
    table(
      [words.severity, words.rule, words.place, words.message, words.fix],
      activeFindings(report).map((finding) => findingRow(finding, report)),
    ),
    report.notChecked.length === 0
      ? []
      : [
          `**${words.notChecked}**`,
          '',
          ...table(
            [words.rule, words.place, words.reasonHead, words.advice],
            report.notChecked.map((entry) => uncheckedRow(entry, report)),
          ),
        ],
  ];
  const end = [
    `<sub>${escapeCell(`${words.policy} ${report.policy.name} · ${words.exit(report.exitCode)} · ${countsLine(report)}`)}</sub>`,
    '',
  ];
  let room = LIMIT - [...lines, ...end].join('\n').length;
  for (const rows of tables) {
    const fitting: string[] = [];
    for (const row of rows) {
      room -= row.length + 1;
      if (room < 0) break;
      fitting.push(row);
    }
    const left = rows.length - fitting.length;
    lines.push(...fitting, ...(left > 0 ? ['', `… +${String(left)}`] : []), '');
  }
  return [...lines, ...end].join('\n');
}

function table(head: readonly string[], rows: readonly string[]): readonly string[] {
  if (rows.length === 0) return [];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows];
}

function findingRow(finding: Finding, report: Report): string {
  const where = [placeText(finding.location), ...finding.related.slice(0, 5).map(placeText)]
    .map((place) => `\`${escapeCode(place)}\``)
    .join('<br>');
  const cells = [
    severityWord(finding.severity, report.language),
    `${finding.code}<br>${finding.rule}`,
    where,
    escapeCell(shorten(finding.message, 600)),
    escapeCell(shorten(finding.remediation, 600)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function uncheckedRow(entry: Unchecked, report: Report): string {
  const required = entry.required ? `<br>**${wordsFor(report.language).required}**` : '';
  return `| ${entry.code} ${entry.rule}${required} | \`${escapeCode(placeText(entry.location))}\` | ${escapeCell(shorten(entry.reason, 300))} | ${escapeCell(shorten(entry.advice, 300))} |`;
}
