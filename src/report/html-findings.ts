import type { Finding, Report } from '../findings/report.ts';
import { SEVERITIES, type Severity } from '../findings/severity.ts';
import { activeFindings } from './counts.ts';
import { escapeHtml, prose } from './html-escape.ts';
import { htmlWords } from './html-words.ts';
import { placeText } from './place.ts';
import { severityWord, wordsFor } from './words.ts';

/** A shape beside the word and the colour: none of the three has to be seen to know the severity. */
const SHAPES: Readonly<Record<Severity, string>> = {
  critical: '◆◆',
  high: '◆',
  medium: '▲',
  low: '●',
  info: '○',
};

/** No browser lays out a hundred thousand articles. */
const MOST = 2000;

export function findingsSection(report: Report): string {
  const active = activeFindings(report);
  const words = wordsFor(report.language);
  const own = htmlWords(report.language);
  if (active.length === 0) return section('findings', own.findings, `<p>${escapeHtml(words.noFindings)}</p>`);
  const groups = grouped(active);
  const shown = groups.slice(0, MOST);
  const left = groups.slice(MOST).reduce((sum, group) => sum + group.length, 0);
  const why = new Map(report.rules.map((rule) => [rule.id, rule]));
  let path: string | null = null;
  const parts = shown.map((group) => {
    const [first] = group;
    if (first === undefined) return '';
    const file = first.location?.path ?? first.subject.name;
    const head = file === path ? '' : `<h3 class="mono">${escapeHtml(file)}</h3>`;
    path = file;
    return head + article(group, first, report, why.get(first.rule));
  });
  const rest = left === 0 ? '' : `<p>${escapeHtml(own.left(left))}</p>`;
  return section('findings', own.findings, filter(active, report) + parts.join('\n') + rest);
}

export function section(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>${body}</section>`;
}

function filter(active: readonly Finding[], report: Report): string {
  const boxes = SEVERITIES.map((severity) => {
    const count = active.filter((finding) => finding.severity === severity).length;
    if (count === 0) return '';
    return `<label><input type="checkbox" id="show-${severity}" checked>${badge(severity, report)} ${String(count)}</label>`;
  });
  return `<fieldset><legend>${escapeHtml(htmlWords(report.language).show)}</legend>${boxes.join('')}</fieldset>`;
}

function badge(severity: Severity, report: Report): string {
  return `<span class="severity ${severity}"><span aria-hidden="true">${SHAPES[severity]}</span> ${escapeHtml(severityWord(severity, report.language))}</span>`;
}

/** Findings of one file that say the same: one article with all their places. */
function grouped(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, message, remediation, location, subject } = finding;
    const key = JSON.stringify([location?.path ?? subject.name, rule, message, remediation]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()];
}

function article(
  group: readonly Finding[],
  first: Finding,
  report: Report,
  rule: Report['rules'][number] | undefined,
): string {
  const words = wordsFor(report.language);
  const own = htmlWords(report.language);
  const { severity, code, subject, location, message, remediation, fingerprint } = first;
  const at =
    location === null ? '' : `<span class="mono">${String(location.line)}:${String(location.column)}</span>`;
  const others = [...group.slice(1).map((finding) => finding.location), ...first.related].filter(
    (place) => place !== null,
  );
  const also = others.map((place) => `<code>${escapeHtml(placeText(place))}</code>`).join(', ');
  const links = (rule?.references ?? []).map(
    (link) => `<li><a href="${escapeHtml(link)}" rel="noreferrer">${escapeHtml(link)}</a></li>`,
  );
  return [
    `<article class="${severity}" data-fingerprint="${escapeHtml(fingerprint)}">`,
    `<div class="head">${badge(severity, report)} ${at} <span class="mono">${escapeHtml(`${code} ${first.rule}`)}</span> <span class="soft">${escapeHtml(subject.name)}</span></div>`,
    `<p class="message">${prose(message)}</p>`,
    remediation === ''
      ? ''
      : `<p><span class="soft">${escapeHtml(words.fix + words.colon)}</span>${prose(remediation)}</p>`,
    also === '' ? '' : `<p class="soft">${escapeHtml(words.also)} ${also}</p>`,
    rule === undefined
      ? ''
      : `<details><summary>${escapeHtml(own.why)}</summary><p>${prose(rule.rationale)}</p><ul>${links.join('')}</ul></details>`,
    '</article>',
  ].join('');
}
