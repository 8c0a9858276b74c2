import type { Finding, Report } from '../findings/report.ts';
import { SEVERITIES } from '../findings/severity.ts';
import { severityWord, wordsFor } from './words.ts';

/** `41 of 57 rules checked; 16 not: 9 …, 7 …; 12 not selected (…)`: the line that cannot be missed. */
export function countsLine(report: Report): string {
  const words = wordsFor(report.language);
  const { rules, checked, unchecked } = report.coverage;
  const parts = [`${words.rulesChecked(checked, rules)}${idleNote(report)}`];
  if (checked < rules) {
    parts.push(
      words.rulesNot(
        rules - checked,
        unchecked.map(({ reason, rules: count }) => words.reason(count, reason)).join(words.comma),
      ),
    );
  }
  const skipped = report.notSelected.length;
  if (skipped > 0)
    parts.push(words.notSelected(skipped, mostFrequent(report.notSelected.map((rule) => rule.selectedBy))));
  return parts.join(report.language === 'zh' ? '；' : '; ');
}

/** A rule that found nothing to judge counts as checked; a reader shall not take it for one that looked and was content. */
function idleNote(report: Report): string {
  const idle = report.rules.filter(
    ({ checked, counts }) => checked && counts.pass + counts.fail + counts.notChecked + counts.error === 0,
  );
  return idle.length === 0 ? '' : wordsFor(report.language).nothingToJudge(idle.length);
}

function mostFrequent(values: readonly string[]): string {
  return values.includes('--policy production') ? '--policy production' : (values[0] ?? '');
}

/** `3 findings (1 high, 2 medium), 1 waived, 2 judgements not made`. */
export function findingsLine(report: Report): string {
  const words = wordsFor(report.language);
  const active = activeFindings(report);
  const bySeverity = SEVERITIES.map((severity) => ({
    severity,
    count: active.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${String(count)} ${severityWord(severity, report.language)}`);
  const parts = [
    active.length === 0
      ? words.noFindings
      : `${words.findings(active.length)} (${bySeverity.join(words.comma)})`,
  ];
  const waived = report.findings.length - active.length;
  if (waived > 0) parts.push(words.waivedCount(waived));
  if (report.notChecked.length > 0) parts.push(words.unmade(report.notChecked.length));
  return parts.join(words.comma);
}

export function activeFindings(report: Report): readonly Finding[] {
  return report.findings.filter((finding) => finding.waived === null);
}
