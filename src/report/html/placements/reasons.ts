import type { RepairedPlacement } from '../../../compatibility/repair.ts';
import { machineText, placementsLine, splitSource, whyOf } from '../../placements.ts';
import { html, prose, shown, type Markup } from '../markup.ts';
import { section } from '../page.ts';
import { leftOut } from './map.ts';
import type { Plan, Row, Sources } from './plan.ts';
import { stateBadge, stateOf, STATES } from './state.ts';

/** Why, what to do, and every step with its figures; told once for machines that answer alike. */
export function reasonsSection(plan: Plan): Markup {
  const machines = new Map(plan.groups.map((group) => [group.name, group]));
  const machineOf = ({ group, gpu }: RepairedPlacement): string => machineText(machines.get(group), gpu);
  const images = plan.rows.map((row) => imageBlock(row, machineOf, plan.sources));
  return section('reasons', 'Reasons', null, html`${leftOut(plan)}${images}`);
}

function imageBlock(
  { id, image, alike }: Row,
  machineOf: (placement: RepairedPlacement) => string,
  sources: Sources,
): Markup {
  const worstFirst = [...alike].sort(
    (a, b) => STATES.indexOf(stateOf(a.first)) - STATES.indexOf(stateOf(b.first)),
  );
  const blocks = worstFirst.map(({ id: target, first, placements }) => {
    const machines = placements.map((placement) => {
      const machine = machineOf(placement);
      return html`<li>
        <b>${shown(placement.group)}</b>${machine === '' ? null : html`: ${shown(machine)}`}
      </li> `;
    });
    return html`<article class="answer" id="${target}" tabindex="-1">
      <h4>
        ${stateBadge(stateOf(first))}
        <span class="over">on ${shown(placements.map(({ group }) => group).join(', '))}</span>
      </h4>
      <ul class="machines" translate="no">
        ${machines}
      </ul>
      ${answer(first, sources)}
    </article> `;
  });
  return html`<section class="image" id="${id}" aria-labelledby="${id}-heading">
    <h3 id="${id}-heading" translate="no">${shown(image)}</h3>
    <p class="note">
      ${placementsLine(alike.flatMap(({ placements }) => placements))} · <a href="#map">back to the map</a>
    </p>
    ${blocks}
  </section> `;
}

function answer(placement: RepairedPlacement, sources: Sources): Markup {
  const { repair, warnings, reasons } = placement;
  const why = whyOf(placement);
  const steps = reasons.filter((reason) => !reason.startsWith(GATE));
  const gate = reasons.filter((reason) => reason.startsWith(GATE)).map((line) => line.slice(GATE.length));
  return html`${why === null ? null : html`<p class="because"><b>Why:</b> ${noted(why, sources)}</p> `}
  ${
    repair === null
      ? null
      : html`<div class="fix">
          <p class="label">What to do</p>
          <p>${prose(repair.advice)}</p>
        </div> `
  }
  ${warnings.map((warning) => html`<p class="warning"><b>Warning:</b> ${noted(warning, sources)}</p> `)}
  ${
    gate.length === 0
      ? null
      : html`<p class="gate">
          <b>Container gate in legacy mode:</b> ${GATE_WORDS[placement.gateInLegacyMode]}.
          ${gate.map((line) => noted(line, sources))}
        </p> `
  }
  ${stepsBlock(steps, why, sources)}`;
}

const GATE = 'gate: ';
const GATE_WORDS: Readonly<Record<RepairedPlacement['gateInLegacyMode'], string>> = {
  pass: 'lets it start',
  refuse: 'refuses it',
  'none-declared': 'asks nothing',
  unknown: 'not known',
};

function stepsBlock(steps: readonly string[], why: string | null, sources: Sources): Markup | null {
  if (steps.length === 0 || (steps.length === 1 && steps[0] === why)) return null;
  return html`<details>
    <summary>Steps <span class="count">${steps.length}</span></summary>
    <ol>
      ${steps.map((step) => html`<li>${noted(step, sources)}</li> `)}
    </ol>
  </details> `;
}

/** A line with the number of its source, which stands at the end of the page. */
function noted(line: string, sources: Sources): Markup {
  const { text, source } = splitSource(line);
  if (source === null) return prose(text);
  const number = sources.numberOf(source);
  return html`${prose(text)}
    <a class="source" href="#source-${number}" aria-label="source ${number}">[${number}]</a>`;
}

/** After the reasons, which number them. */
export function sourcesSection({ sources }: Plan): Markup | null {
  if (sources.all.size === 0) return null;
  const items = [...sources.all].map(
    ([source, number]) => html`<li id="source-${number}">${source.split(ADDRESS).map(addressOrText)}</li> `,
  );
  return section(
    'sources',
    'Sources',
    sources.all.size,
    html`<ol class="sources">
      ${items}
    </ol>`,
  );
}

const ADDRESS = /(https:\/\/[^\s,;()<>"']+)/;

function addressOrText(part: string): Markup {
  return ADDRESS.test(part) ? html`<a href="${part}" rel="noreferrer">${shown(part)}</a>` : shown(part);
}
