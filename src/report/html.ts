import type { Report, Unchecked } from '../findings/report.ts';
import { countsLine, findingsLine } from './counts.ts';
import { escapeHtml, prose } from './html-escape.ts';
import { findingsSection, section } from './html-findings.ts';
import { STYLE } from './html-style.ts';
import { htmlWords } from './html-words.ts';
import { placeText } from './place.ts';
import { severityWord, verdictWord, wordsFor } from './words.ts';

/** Nothing is loaded and nothing runs: a report may be opened from a mail. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One file for people: the verdict first, then what to mend, then what was not checked. No script, no network. */
export function renderHtml(report: Report): string {
  const own = htmlWords(report.language);
  const title = `${verdictWord(report)} · ${own.title}`;
  return [
    '<!doctype html>',
    `<html lang="${report.language === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    '<body><main>',
    header(report),
    findingsSection(report),
    uncheckedSection(report),
    waivedSection(report),
    errorSection(report),
    rulesSection(report),
    inputsSection(report),
    '</main></body></html>',
    '',
  ].join('\n');
}

function header(report: Report): string {
  const words = wordsFor(report.language);
  const own = htmlWords(report.language);
  const { policy, tool, change } = report;
  const facts: readonly (readonly [string, string])[] = [
    [words.policy, `${policy.name} (${policy.source})`],
    ['digest', policy.digest],
    [own.coverage, countsLine(report)],
    [own.evidence, report.evidence === 'collected now' ? own.collected : words.bundle],
    [words.inputs, words.subjects(report.subjects, report.inputs.length)],
    ...(change === null
      ? []
      : [['git', words.changed(change.since, change.fixed, change.unchanged)] as const]),
    [own.judgedAt, report.at],
    [tool.name, tool.version],
  ];
  return [
    `<header><h1>${escapeHtml(own.title)}</h1>`,
    `<p class="verdict ${report.verdict}"><strong>${escapeHtml(verdictWord(report))}</strong> <span>${escapeHtml(findingsLine(report))}</span> <span class="soft">${escapeHtml(words.exit(report.exitCode))}</span></p>`,
    `<dl class="facts">${facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl></header>`,
  ].join('');
}

function uncheckedSection(report: Report): string {
  const words = wordsFor(report.language);
  if (report.notChecked.length === 0) return '';
  const groups = new Map<string, Unchecked[]>();
  for (const unchecked of report.notChecked) {
    const key = JSON.stringify([placeText(unchecked.location), unchecked.reason, unchecked.advice]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [unchecked]);
    else known.push(unchecked);
  }
  const shown = [...groups.values()].slice(0, MOST_UNCHECKED);
  const left = [...groups.values()].slice(MOST_UNCHECKED).reduce((sum, group) => sum + group.length, 0);
  const rest = left === 0 ? '' : `<p>${escapeHtml(htmlWords(report.language).left(left))}</p>`;
  return section(
    'unchecked',
    words.notChecked,
    shown.map((group) => uncheckedItem(group, report)).join('') + rest,
  );
}

const MOST_UNCHECKED = 1000;

function uncheckedItem(group: readonly Unchecked[], report: Report): string {
  const words = wordsFor(report.language);
  const [first] = group;
  if (first === undefined) return '';
  const required = group.some((unchecked) => unchecked.required);
  const rules = group.map(({ code, rule }) => `${code} ${rule}`).join(', ');
  return [
    '<article>',
    `<div class="head"><span class="mono">${escapeHtml(placeText(first.location))}</span> <span class="soft">${escapeHtml(first.subject.name)}</span>${required ? ` <strong class="incomplete">${escapeHtml(words.required)}</strong>` : ''}</div>`,
    `<p>${prose(first.reason)}</p>`,
    first.advice === '' ? '' : `<p><span class="soft">→</span> ${prose(first.advice)}</p>`,
    `<p class="soft mono">${escapeHtml(rules)}</p>`,
    '</article>',
  ].join('');
}

function waivedSection(report: Report): string {
  const words = wordsFor(report.language);
  const items = report.findings.flatMap(({ waived, code, rule, severity, location, subject }) =>
    waived === null
      ? []
      : [
          `<li>${escapeHtml(severityWord(severity, report.language))} <span class="mono">${escapeHtml(`${code} ${rule}`)}</span> <code>${escapeHtml(location === null ? subject.name : placeText(location))}</code>: ${prose(waived.reason)} <span class="soft">(${escapeHtml(words.until(waived.owner, waived.until))})</span></li>`,
        ],
  );
  return items.length === 0 ? '' : section('waived', words.waived, `<ul>${items.join('')}</ul>`);
}

function errorSection(report: Report): string {
  if (report.errors.length === 0) return '';
  const items = report.errors.map(
    ({ rule, subject, cause }) =>
      `<li><code>${escapeHtml(rule)}</code> ${escapeHtml(subject)}: ${escapeHtml(cause)}</li>`,
  );
  return section('errors', wordsFor(report.language).errors, `<ul>${items.join('')}</ul>`);
}

function rulesSection(report: Report): string {
  const words = wordsFor(report.language);
  const own = htmlWords(report.language);
  const rows = report.rules.map(
    ({ code, id, title, severity, counts }) =>
      `<tr><td class="mono">${escapeHtml(code)}</td><td>${escapeHtml(title)}<br><span class="soft mono">${escapeHtml(id)}</span></td><td>${escapeHtml(severityWord(severity, report.language))}</td><td>${String(counts.pass)} / ${String(counts.fail)} / ${String(counts.notChecked)} / ${String(counts.notApplicable)}</td></tr>`,
  );
  const skipped = report.notSelected.map(
    ({ code, id, selectedBy }) =>
      `<li><span class="mono">${escapeHtml(`${code} ${id}`)}</span> <code>${escapeHtml(selectedBy)}</code></li>`,
  );
  const table = `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(own.outcome)}"><table><thead><tr><th>${escapeHtml(words.rule)}</th><th>${escapeHtml(own.meaning)}</th><th>${escapeHtml(words.severity)}</th><th>${escapeHtml(own.outcome)}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  const list = skipped.length === 0 ? '' : `<h3>${escapeHtml(words.legend)}</h3><ul>${skipped.join('')}</ul>`;
  return section(
    'rules',
    own.rules,
    `<details><summary>${String(report.rules.length)}</summary>${table}${list}</details>`,
  );
}

function inputsSection(report: Report): string {
  const words = wordsFor(report.language);
  const items = report.inputs
    .slice(0, MOST_UNCHECKED)
    .map(
      ({ path, kind, subjects, readable }) =>
        `<li><code>${escapeHtml(path)}</code> <span class="soft">${escapeHtml(kind)}, ${String(subjects)}</span>${readable ? '' : ` <strong class="fail">${escapeHtml(words.unreadable)}</strong>`}</li>`,
    );
  const left = report.inputs.length - items.length;
  const rest = left === 0 ? '' : `<p>${escapeHtml(htmlWords(report.language).left(left))}</p>`;
  return section(
    'inputs',
    words.inputs,
    `<details><summary>${String(report.inputs.length)}</summary><ul>${items.join('')}</ul>${rest}</details>`,
  );
}
