import { activeFindings, countsLine, findingsLine } from '../counts.ts';
import { severityWord, verdictWord } from '../words.ts';
import { verdictShape } from './icons.ts';
import { code, html, shown, type Markup } from './markup.ts';
import type { Page } from './page.ts';

/** The decision and what it rests on, before anything else. */
export function verdictBlock(page: Page): Markup {
  const { report, own } = page;
  return html`<header class="verdict ${report.verdict}">
    <p class="product">paddle-verify <span>${own.question}</span></p>
    <div class="decision">
      ${verdictShape(report.verdict)}
      <h1>${verdictWord(report)}</h1>
    </div>
    <p class="because">${because(page)}</p>
    <p class="summary">${findingsLine(report)}</p>
    ${countsList(page)}
    <dl class="facts">
      ${facts(page).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
    </dl>
  </header> `;
}

function because({ report, own }: Page): string {
  const failing = activeFindings(report).filter((finding) => finding.failing).length;
  const required = report.notChecked.filter((entry) => entry.required).length;
  const sentences = {
    pass: () => passes({ report, own }),
    fail: () => [own.because.fail(failing, thresholdWord({ report, own }))],
    incomplete: () => [own.because.incomplete(required)],
    error: () => [own.because.error(report.errors.length)],
  }[report.verdict]();
  const besides = required > 0 && (report.verdict === 'fail' || report.verdict === 'error');
  return [...sentences, ...(besides ? [own.also(required)] : [])].join(report.language === 'zh' ? '' : ' ');
}

type Worded = Pick<Page, 'report' | 'own'>;

function passes({ report, own }: Worded): readonly string[] {
  const first =
    report.policy.failOn === 'never' ? own.because.never : own.because.pass(thresholdWord({ report, own }));
  return report.notChecked.length === 0 ? [first] : [first, own.because.open];
}

function thresholdWord({ report, own }: Worded): string {
  const { failOn } = report.policy;
  return failOn === 'never' ? own.neverFails : severityWord(failOn, report.language);
}

const COUNTED = ['pass', 'fail', 'notChecked', 'error', 'notApplicable', 'notSelected'] as const;

function countsList({ report, own }: Page): Markup {
  const items = COUNTED.filter((name) => name !== 'error' || report.counts.error > 0).map(
    (name) =>
      html`<div class="${name}">
        <dt>${own.counts[name]}</dt>
        <dd>${report.counts[name]}</dd>
      </div> `,
  );
  return html`<dl class="counts" aria-label="${own.judgements}">${items}</dl>`;
}

function facts(page: Page): readonly (readonly [string, Markup])[] {
  const { report, words, own } = page;
  const { policy, change, tool } = report;
  const source = policy.source === policy.name ? null : html` (${own.from} ${code(policy.source)})`;
  return [
    [own.policy, html`<strong translate="no">${policy.name}</strong>${source}`],
    [own.digest, code(policy.digest)],
    [own.threshold, html`${thresholdWord(page)}`],
    [own.coverage, html`${shown(countsLine(report))}`],
    [words.inputs, html`${words.subjects(report.subjects, report.inputs.length)}`],
    [own.evidence, html`${report.evidence === 'collected now' ? own.collected : own.bundle}`],
    ...(change === null
      ? []
      : [[own.change, shown(words.changed(change.since, change.fixed, change.unchanged))] as const]),
    [own.judgedAt, html`<time datetime="${report.at}">${report.at}</time>`],
    [own.judgedBy, html`${tool.name} ${tool.version}`],
    ...(report.matrices.length === 0 ? [] : [[own.matrices, matrices(page)] as const]),
    ...(report.tools.length === 0
      ? []
      : [
          [
            own.tools,
            html`${report.tools.map(({ name, version }) => `${name} ${version}`).join(', ')}`,
          ] as const,
        ]),
    [own.exitCode, html`${report.exitCode}`],
  ];
}

function matrices({ report }: Page): Markup {
  return html`${report.matrices.map(
    ({ name, asOf, digest }) => html`<span class="line">${name}, ${asOf}, ${code(digest)}</span>`,
  )}`;
}
