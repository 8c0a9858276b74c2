import type { Finding, Unchecked } from '../../findings/report.ts';
import { placeText } from '../place.ts';
import { code, html, prose, type Markup } from './markup.ts';
import { groupsBy, leftOut, placeCode, section, severityBadge, subjectName, type Page } from './page.ts';

/** As many causes as a page carries with ease. */
const MOST_CAUSES = 1000;

/** What was not looked at, and what would change that, by cause: those that the policy requires first. */
export function uncheckedSection(page: Page): Markup | null {
  const { notChecked } = page.report;
  if (notChecked.length === 0) return null;
  const groups = groupsBy(notChecked, ({ reason, advice, required }) =>
    JSON.stringify([required, reason, advice]),
  );
  const isRequired = (group: readonly Unchecked[]): boolean => group[0]?.required === true;
  const ordered = [...groups.filter(isRequired), ...groups.filter((group) => !isRequired(group))];
  const left = ordered.slice(MOST_CAUSES).reduce((sum, group) => sum + group.length, 0);
  return section(
    'not-checked',
    page.words.notChecked,
    notChecked.length,
    html`${ordered.slice(0, MOST_CAUSES).map((group) => uncheckedBlock(group, page))}${leftOut(left, page)}`,
  );
}

function uncheckedBlock(group: readonly Unchecked[], page: Page): Markup | null {
  const [first] = group;
  if (first === undefined) return null;
  const { required, reason, advice } = first;
  const badge = required
    ? html`<header><span class="badge required">${page.words.required}</span></header> `
    : null;
  const places = groupsBy(group, ({ location, subject }) =>
    JSON.stringify([placeText(location), subject.id]),
  );
  return html`<article class="open">
    ${badge}
    <h3>${prose(reason)}</h3>
    ${advice === '' ? null : adviceBlock(advice, page)}
    <ul class="places">
      ${places.map(uncheckedPlace)}
    </ul>
  </article> `;
}

function adviceBlock(advice: string, { own }: Page): Markup {
  return html`<div class="fix">
    <p class="label">${own.advice}</p>
    <p>${prose(advice)}</p>
  </div> `;
}

function uncheckedPlace(group: readonly Unchecked[]): Markup | null {
  const [first] = group;
  if (first === undefined) return null;
  const { location, subject } = first;
  const rules = group.map(({ code: number, rule }) => `${number} ${rule}`).join(', ');
  return html`<li>
    ${location === null ? null : placeCode(location)} ${subjectName(subject.name)}
    <span class="line note" translate="no">${rules}</span>
  </li> `;
}

/** A waiver takes away the failure, never the knowledge of where it stands. */
export function waivedSection(page: Page): Markup | null {
  const waived = page.report.findings.filter((finding) => finding.waived !== null);
  if (waived.length === 0) return null;
  const groups = groupsBy(waived, (finding) =>
    JSON.stringify([finding.rule, finding.severity, finding.waived]),
  );
  return section(
    'waived',
    page.words.waived,
    waived.length,
    html`${groups.map((group) => waivedBlock(group, page))}`,
  );
}

function waivedBlock(group: readonly Finding[], page: Page): Markup | null {
  const [first] = group;
  if (first?.waived == null) return null;
  const { reason, owner, until, origin } = first.waived;
  const places = group.map(
    ({ location, subject, message }) =>
      html`<li>
        ${location === null ? null : placeCode(location)} ${subjectName(subject.name)}: ${prose(message)}
      </li> `,
  );
  return html`<article class="waived">
    <header>
      ${severityBadge(first.severity, page)} <span translate="no">${first.code} ${first.rule}</span>
    </header>
    <h3>${prose(reason)}</h3>
    <p class="note">
      ${page.own.owner} <strong>${owner}</strong> · ${page.own.until} <strong>${until}</strong> ·
      ${page.own.origins[origin]}
    </p>
    <ul>
      ${places}
    </ul>
  </article> `;
}

export function errorSection(page: Page): Markup | null {
  const { errors } = page.report;
  if (errors.length === 0) return null;
  const items = errors.map(
    ({ rule, subject, cause }) => html`<li>${code(rule)} ${subjectName(subject)}: ${prose(cause)}</li> `,
  );
  return section(
    'errors',
    page.words.errors,
    errors.length,
    html`<ul class="errors">
      ${items}
    </ul>`,
  );
}
