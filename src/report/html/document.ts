import type { Report } from '../../findings/report.ts';
import { activeFindings } from '../counts.ts';
import { verdictWord } from '../words.ts';
import { inputsSection, rulesSection } from './appendix.ts';
import { fileGroups, findingsSection, type FileGroup } from './findings.ts';
import { shapes } from './icons.ts';
import { html, shown, styleElement, type Markup } from './markup.ts';
import { pageOf, type Page } from './page.ts';
import { STYLE, STYLE_HASH } from './style.ts';
import { errorSection, uncheckedSection, waivedSection } from './unchecked.ts';
import { verdictBlock } from './verdict.ts';

/** Nothing is loaded, nothing runs, nothing is sent; the one style sheet is known by its hash. */
const CONTENT_POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** The whole page as one file. */
export function htmlDocument(report: Report): Markup {
  const page = pageOf(report);
  const groups = fileGroups(page);
  const { own } = page;
  return html`<!doctype html>
    <html lang="${report.language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="${report.tool.name} ${report.tool.version}" />
        <title>${verdictWord(report)} · ${own.title}</title>
        ${styleElement(STYLE)}
      </head>
      <body>
        <a class="skip" href="#findings">${own.skip}</a>
        ${shapes()}
        <div class="page">
          ${verdictBlock(page)}
          <nav class="contents" aria-label="${own.contents}">${contents(groups, page)}</nav>
          <main>
            ${errorSection(page)}${findingsSection(groups, page)}${uncheckedSection(page)}${waivedSection(page)}${inputsSection(page)}${rulesSection(page)}
          </main>
        </div>
      </body>
    </html> `;
}

function contents(groups: readonly FileGroup[], { report, words, own }: Page): Markup {
  const common = commonFolder(groups.flatMap(({ path }) => path ?? [])).length;
  const files = groups.map(
    ({ id, path, findings }) =>
      html`<li>
        <a href="#${id}"
          >${path === null ? html`${own.noPlace}` : html`<span translate="no">${shown(path.slice(common))}</span>`}
          <span class="count">${findings.length}</span></a
        >
      </li> `,
  );
  const parts: readonly (readonly [string, string, number])[] = [
    ['errors', words.errors, report.errors.length],
    ['not-checked', words.notChecked, report.notChecked.length],
    ['waived', words.waived, report.findings.filter((finding) => finding.waived !== null).length],
    ['inputs', words.inputs, report.inputs.length],
    ['rules', own.rules, report.rules.length],
  ];
  const others = parts
    .filter(([id, , count]) => count > 0 || id === 'rules')
    .map(
      ([id, name, count]) =>
        html`<li>
          <a href="#${id}">${name} <span class="count">${count}</span></a>
        </li> `,
    );
  return html`<ul>
    <li>
      <a href="#findings">${own.findings} <span class="count">${activeFindings(report).length}</span></a>
      ${
        files.length < 2
          ? null
          : html`<ul class="files">
              ${files}
            </ul> `
      }
    </li>
    ${others}
  </ul> `;
}

/** The folders that all paths begin with, slash included: said nowhere is better than said on each line. */
function commonFolder(paths: readonly string[]): string {
  let common = folderOf(paths[0] ?? '');
  while (common !== '' && !paths.every((path) => path.startsWith(common)))
    common = folderOf(common.slice(0, -1));
  return common;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
