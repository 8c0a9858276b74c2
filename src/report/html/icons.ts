import type { Verdict } from '../../findings/exit-code.ts';
import type { Severity } from '../../findings/severity.ts';
import { html, type Markup } from './markup.ts';

/** Shapes that differ without colour: on paper, and to those who do not tell red from green. 16 by 16 units. */
const SEVERITY_SHAPES: Readonly<Record<Severity, Markup>> = {
  critical: html`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path class="cut" d="M5.5 5.5l5 5m0-5l-5 5" />`,
  high: html`<path d="M8 1.2 15.4 14.5H.6z" /><path class="cut" d="M8 6v4m0 2v.6" />`,
  medium: html`<path d="M8 .8 15.2 8 8 15.2.8 8z" />`,
  low: html`<circle cx="8" cy="8" r="6.4" />`,
  info: html`<circle class="line" cx="8" cy="8" r="6.2" /><path class="line" d="M8 7.4v4m0-6.6v.5" />`,
};

/** 32 by 32 units. */
const VERDICT_SHAPES: Readonly<Record<Verdict, Markup>> = {
  pass: html`<circle cx="16" cy="16" r="15" /><path class="cut" d="M9 16.5l5 5 9-10" />`,
  fail: html`<path d="M10 1h12l9 9v12l-9 9H10l-9-9V10z" /><path class="cut" d="M11 11l10 10m0-10L11 21" />`,
  incomplete: html`<circle class="line" cx="16" cy="16" r="13.8" /><path
      d="M16 5.5a10.5 10.5 0 0 1 0 21z"
    />`,
  error: html`<path d="M16 1.5 31 29.5H1z" /><path class="cut" d="M16 12v8m0 4.4v.6" />`,
};

/** Drawn once; each use is a reference within the page. */
export function shapes(): Markup {
  const severities = Object.entries(SEVERITY_SHAPES).map(
    ([name, shape]) => html`<symbol id="shape-${name}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return html`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
    ${severities}
  </svg>`;
}

export function severityShape(severity: Severity): Markup {
  return html`<svg class="shape" aria-hidden="true" focusable="false">
    <use href="#shape-${severity}" />
  </svg>`;
}

export function verdictShape(verdict: Verdict): Markup {
  return html`<svg class="shape big" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    ${VERDICT_SHAPES[verdict]}
  </svg>`;
}
