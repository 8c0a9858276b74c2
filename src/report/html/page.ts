import type { Report } from '../../findings/report.ts';
import type { Severity } from '../../findings/severity.ts';
import type { Place } from '../../facts/subject.ts';
import { severityWord, wordsFor, type Words } from '../words.ts';
import { severityShape } from './icons.ts';
import { code, html, shown, type Markup } from './markup.ts';
import { htmlWords, type HtmlWords } from './words.ts';

/** What every part of the page is written from. */
export interface Page {
  readonly report: Report;
  readonly words: Words;
  readonly own: HtmlWords;
}

export function pageOf(report: Report): Page {
  return { report, words: wordsFor(report.language), own: htmlWords(report.language) };
}

export function severityBadge(severity: Severity, { report }: Page): Markup {
  return html`<span class="badge ${severity}"
    >${severityShape(severity)}${severityWord(severity, report.language)}</span
  >`;
}

/** A part of the page under a heading that the contents link to. */
export function section(id: string, heading: string, count: number | null, body: Markup): Markup {
  const number = count === null ? null : html` <span class="count">${count}</span>`;
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}${number}</h2>
    ${body}
  </section> `;
}

/** A wide table scrolls in a frame of its own, by keyboard too; the page never scrolls sideways. */
export function table(label: string, head: readonly string[], rows: readonly Markup[], page: Page): Markup {
  const cells = head.map((cell) => html`<th scope="col">${cell}</th>`);
  return html`<div class="frame" role="region" tabindex="0" aria-label="${label}: ${page.own.scrolls}">
    <table>
      <thead>
        <tr>
          ${cells}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** `path:line:column`, to be copied into an editor. */
export function placeCode(place: Place): Markup {
  return code(`${place.path}:${String(place.line)}:${String(place.column)}`);
}

export function subjectName(name: string): Markup {
  return html`<span class="subject" translate="no">${shown(name)}</span>`;
}

/** What was left out of a page that would be too long is said where it is missing. */
export function leftOut(count: number, { own }: Page): Markup | null {
  return count <= 0 ? null : html`<p class="none">${own.left(count)}</p> `;
}

/** Gathers items that share a key, in the order of their first. */
export function groupsBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
