import type { RepairedPlacement } from '../../../compatibility/repair.ts';
import { html, type Markup } from '../markup.ts';

/** What a cell shows: a word, a shape and a pattern each, so that none of them rests on colour. */
export type State = 'cannot' | 'blocked' | 'unknown' | 'issue' | 'runs' | 'lower' | 'idle';

/** The worst first. */
export const STATES: readonly State[] = ['cannot', 'blocked', 'unknown', 'issue', 'lower', 'runs', 'idle'];

export const STATE_WORDS: Readonly<Record<State, string>> = {
  cannot: 'cannot run',
  blocked: 'blocked',
  unknown: 'not known',
  issue: 'runs, issue',
  lower: 'runs',
  runs: 'runs',
  idle: 'no GPU asked',
};

export const STATE_MEANINGS: Readonly<Record<State, string>> = {
  cannot: 'CUDA cannot run there, or the image is not for that processor',
  blocked: 'CUDA would run, and the container gate refuses the container',
  unknown: 'a fact is missing: this is no yes',
  issue: 'runs by the rules, and a public report says that it does not work well',
  lower: 'by a driver older than the toolkit asks for: minor-version or forward-compat',
  runs: 'native: the driver is at least what the toolkit asks for',
  idle: 'a CPU image: it asks nothing of a GPU',
};

export function stateOf({ verdict, cudaPath }: Pick<RepairedPlacement, 'verdict' | 'cudaPath'>): State {
  switch (verdict) {
    case 'compatible':
      return cudaPath === 'native' ? 'runs' : 'lower';
    case 'compatible-known-issue':
      return 'issue';
    case 'blocked':
      return 'blocked';
    case 'incompatible':
      return 'cannot';
    case 'not-applicable':
      return 'idle';
    case 'unknown':
      return 'unknown';
  }
}

/** 16 by 16 units. */
const SHAPES: Readonly<Record<State, Markup>> = {
  cannot: html`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path class="cut" d="M5.5 5.5l5 5m0-5l-5 5" />`,
  blocked: html`<rect x="1" y="1" width="14" height="14" rx="1.5" /><path class="cut" d="M3.8 8h8.4" />`,
  unknown: html`<circle class="line" cx="8" cy="8" r="6.6" /><path d="M8 3a5 5 0 0 1 0 10z" />`,
  issue: html`<path d="M8 1.2 15.4 14.5H.6z" /><path class="cut" d="M8 6v4m0 2v.6" />`,
  lower: html`<circle class="line" cx="8" cy="8" r="6.6" /><path
      class="line"
      d="M4.8 8.2l2.3 2.4 4.2-4.8"
    />`,
  runs: html`<circle cx="8" cy="8" r="7.4" /><path class="cut" d="M4.6 8.2l2.4 2.5 4.4-5" />`,
  idle: html`<path class="line" d="M3 8h10" />`,
};

/** Drawn once; each use is a reference within the page. */
export function stateShapes(): Markup {
  return html`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
    ${STATES.map((state) => html`<symbol id="state-${state}" viewBox="0 0 16 16">${SHAPES[state]}</symbol>`)}
  </svg>`;
}

export function stateShape(state: State): Markup {
  return html`<svg class="shape" aria-hidden="true" focusable="false"><use href="#state-${state}" /></svg>`;
}

/** The word in its colours, with its shape and its pattern. */
export function stateBadge(state: State, word: string = STATE_WORDS[state]): Markup {
  return html`<span class="state ${state}">${stateShape(state)}<b>${word}</b></span>`;
}
