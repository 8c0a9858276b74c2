import type { Finding, ReportRule } from '../../findings/report.ts';
import { SEVERITIES } from '../../findings/severity.ts';
import { activeFindings } from '../counts.ts';
import { severityWord } from '../words.ts';
import { severityShape } from './icons.ts';
import { code, html, prose, shown, type Markup } from './markup.ts';
import { groupsBy, leftOut, placeCode, section, severityBadge, subjectName, type Page } from './page.ts';

/** Findings of one file, or of one thing that stands in no file. */
export interface FileGroup {
  readonly id: string;
  readonly path: string | null;
  readonly findings: readonly Finding[];
}

export function fileGroups(page: Page): readonly FileGroup[] {
  const groups = groupsBy(shownFindings(page), ({ location }) => location?.path ?? '');
  return groups.map((findings, at) => ({
    id: `file-${String(at + 1)}`,
    path: findings[0]?.location?.path ?? null,
    findings,
  }));
}

/** More than this no browser pages through with ease; the most severe are kept, and the rest is counted. */
const MOST_FINDINGS = 5000;

function shownFindings({ report }: Page): readonly Finding[] {
  const active = activeFindings(report);
  if (active.length <= MOST_FINDINGS) return active;
  const bySeverity = SEVERITIES.flatMap((severity) => active.filter((one) => one.severity === severity));
  const kept = new Set(bySeverity.slice(0, MOST_FINDINGS));
  return active.filter((finding) => kept.has(finding));
}

export function findingsSection(groups: readonly FileGroup[], page: Page): Markup {
  const { own, report } = page;
  const count = activeFindings(report).length;
  if (count === 0) return section('findings', own.findings, 0, html`<p class="none">${own.noFindings}</p>`);
  const rules = rulesOnce(report.rules);
  const files = groups.map((group) => fileBlock(group, rules, page));
  const left = groups.reduce((rest, { findings }) => rest - findings.length, count);
  return section(
    'findings',
    own.findings,
    count,
    html`${leftOut(left, page)}${filter(page)} ${files}
      <p class="none none-shown">${own.noneShown}</p>`,
  );
}

/** A rule, and whether its reason has been told on this page already. */
type RuleOf = (id: string) => { readonly rule: ReportRule | null; readonly first: boolean };

function rulesOnce(rules: readonly ReportRule[]): RuleOf {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const told = new Set<string>();
  return (id) => {
    const first = !told.has(id);
    told.add(id);
    return { rule: byId.get(id) ?? null, first };
  };
}

/** Without a script: the style sheet looks at what is ticked. */
function filter(page: Page): Markup {
  const findings = activeFindings(page.report);
  const boxes = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0
      ? null
      : html`<label class="${severity}"
          ><input
            type="checkbox"
            id="show-${severity}"
            checked
            autocomplete="off"
          />${severityShape(severity)}${severityWord(severity, page.report.language)}
          <span class="count">${count}</span></label
        > `;
  });
  return html`<fieldset class="filter">
    <legend>${page.own.filter}</legend>
    ${boxes}
  </fieldset>`;
}

function fileBlock({ id, path, findings }: FileGroup, rules: RuleOf, page: Page): Markup {
  const severities = [...new Set(findings.map((finding) => `has-${finding.severity}`))].join(' ');
  const name = path === null ? html`${page.own.noPlace}` : html`<span translate="no">${shown(path)}</span>`;
  return html`<section class="file ${severities}" id="${id}" aria-labelledby="${id}-heading">
    <h3 id="${id}-heading">${name} <span class="count">${findings.length}</span></h3>
    ${findings.map((finding) => findingBlock(finding, rules, page))}
  </section> `;
}

function findingBlock(finding: Finding, rules: RuleOf, page: Page): Markup {
  const { location, severity, failing } = finding;
  const place =
    location === null
      ? null
      : html`<a class="place" href="#${finding.fingerprint}">${location.line}:${location.column}</a> `;
  return html`<article class="finding ${severity}" id="${finding.fingerprint}">
    <header>
      ${severityBadge(severity, page)}
      ${place}${subjectName(finding.subject.name)}${failing ? null : html` <span class="note">${page.own.below}</span>`}
    </header>
    <h4>${prose(finding.message)}</h4>
    ${relatedPlaces(finding, page)}${remedy(finding, page)}${background(finding, rules(finding.rule), page)}
  </article> `;
}

/** As many other places as a reader goes through; the rest is counted. */
const MOST_RELATED = 20;

function relatedPlaces({ related }: Finding, { words }: Page): Markup | null {
  if (related.length === 0) return null;
  const left = related.length - MOST_RELATED;
  return html`<p class="related">
    ${words.also}
    ${related
      .slice(0, MOST_RELATED)
      .map((place) => html`${placeCode(place)} `)}${left > 0 ? `… +${String(left)}` : null}
  </p> `;
}

function remedy({ remediation }: Finding, { own }: Page): Markup | null {
  return remediation === ''
    ? null
    : html`<div class="fix">
        <p class="label">${own.fix}</p>
        <p>${prose(remediation)}</p>
      </div> `;
}

/** Why it matters stands open where a rule is met first; what a finding rests on is for those who doubt. */
function background(finding: Finding, { rule, first }: ReturnType<RuleOf>, page: Page): Markup {
  const why = reasonOf(rule, page);
  return html`${first ? why : null}
    <details>
      <summary><span translate="no">${finding.code} ${finding.rule}</span></summary>
      ${first ? null : why}
      <dl class="basis">
        <div>
          <dt>${page.words.rule}</dt>
          <dd>${finding.title}</dd>
        </div>
        ${links(rule, page)}${basis(finding, page)}
        <div>
          <dt>${page.own.fingerprint}</dt>
          <dd>${code(finding.fingerprint)}</dd>
        </div>
      </dl>
      <p>${code(`paddle-verify explain ${finding.code}`)}</p>
    </details> `;
}

function reasonOf(rule: ReportRule | null, { own }: Page): Markup | null {
  return rule === null || rule.rationale === ''
    ? null
    : html`<p class="why"><span class="label">${own.why}</span> ${prose(rule.rationale)}</p> `;
}

function links(rule: ReportRule | null, { own }: Page): Markup | null {
  if (rule === null || rule.references.length === 0) return null;
  const items = rule.references.map((url) => html`<span class="line">${reference(url)}</span>`);
  return html`<div>
    <dt>${own.more}</dt>
    <dd>${items}</dd>
  </div> `;
}

/** A rule of a team may cite anything; only the web is a link. */
export function reference(url: string): Markup {
  return url.startsWith('https://')
    ? html`<a href="${url}" rel="noopener noreferrer">${url}</a>`
    : html`${shown(url)}`;
}

function basis(finding: Finding, { own }: Page): Markup | null {
  if (finding.evidence.length === 0) return null;
  const sources = groupsBy(finding.evidence, ({ source, digest }) => JSON.stringify([source, digest]));
  const items = sources.map((notes) => {
    const [first] = notes;
    if (first === undefined) return null;
    const digest = first.digest === null ? null : html` ${code(first.digest)}`;
    return html`<span class="line"
      >${code(first.source)}${digest}: ${notes.map(({ kind }) => kind).join(', ')}</span
    >`;
  });
  return html`<div>
    <dt>${own.restsOn}</dt>
    <dd>${items}</dd>
  </div> `;
}
