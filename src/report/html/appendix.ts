import type { ReportInput, ReportRule } from '../../findings/report.ts';
import { code, html, shown, type Markup } from './markup.ts';
import { section, severityBadge, table, type Page } from './page.ts';

/** What was read, so that a reader sees what was not. */
export function inputsSection(page: Page): Markup | null {
  const { inputs } = page.report;
  if (inputs.length === 0) return null;
  const { words, own } = page;
  const rows = inputs.map((input) => inputRow(input, page));
  const head = [words.file, words.kind, own.subjects, own.readable];
  return section('inputs', words.inputs, inputs.length, table(words.inputs, head, rows, page));
}

function inputRow({ path, kind, subjects, readable }: ReportInput, { words, own }: Page): Markup {
  return html`<tr>
    <th scope="row" translate="no">${shown(path)}</th>
    <td>${kind}</td>
    <td class="number">${subjects}</td>
    <td>${readable ? own.yes : html`<strong class="bad">${words.unreadable}</strong>`}</td>
  </tr> `;
}

/** Every rule of the policy with what it came to; a rule without a judgement shows as one. */
export function rulesSection(page: Page): Markup {
  const { words, own, report } = page;
  const { pass, fail, notChecked, error, notApplicable } = own.counts;
  const head = [words.rule, words.severity, own.checked, pass, fail, notChecked, error, notApplicable];
  const rows = report.rules.map((rule) => ruleRow(rule, page));
  const skipped = report.notSelected.map(
    ({ id, code: number, selectedBy }) =>
      html`<li>${code(`${number} ${id}`)}: ${own.selectedBy} ${code(selectedBy)}</li> `,
  );
  return section(
    'rules',
    own.rules,
    report.rules.length,
    html`<details>
        <summary>${own.judgements}</summary>
        ${table(own.rules, head, rows, page)}
      </details>
      ${
        skipped.length === 0
          ? null
          : html`<details>
              <summary>${words.legend} <span class="count">${skipped.length}</span></summary>
              <ul class="skipped">
                ${skipped}
              </ul>
            </details> `
      }`,
  );
}

function ruleRow(rule: ReportRule, page: Page): Markup {
  const { pass, fail, notChecked, error, notApplicable } = rule.counts;
  const numbers = [pass, fail, notChecked, error, notApplicable].map(
    (count) => html`<td class="number${count === 0 ? ' zero' : ''}">${count}</td>`,
  );
  return html`<tr>
    <th scope="row">${rule.title}<span class="line" translate="no">${rule.code} ${rule.id}</span></th>
    <td>${severityBadge(rule.severity, page)}</td>
    <td>${rule.checked ? page.own.yes : html`<strong class="bad">${page.own.no}</strong>`}</td>
    ${numbers}
  </tr> `;
}
