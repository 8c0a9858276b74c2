import type { NodeGroup } from '../../../compatibility/fleet.ts';
import { machineText } from '../../placements.ts';
import { html, shown, type Markup } from '../markup.ts';
import { section } from '../page.ts';
import type { Cell, Plan, Row } from './plan.ts';
import { STATE_MEANINGS, STATE_WORDS, STATES, stateBadge, stateOf, stateShape } from './state.ts';

/**
 * Images × node groups. Narrow windows and paper show it as lists instead of a table that would be cut off, and `display` takes
 * from a table what it means: so each part says its role.
 */
export function mapSection(plan: Plan): Markup {
  const { groups, rows } = plan;
  return section(
    'map',
    'Images and node groups',
    null,
    html`${legend(rows)}
      <p class="note">Each cell leads to its reasons. <a href="#reasons">Skip the map</a></p>
      ${leftOut(plan)}
      <div
        class="frame heat"
        role="region"
        tabindex="0"
        aria-label="Images and node groups: scrolls both ways"
      >
        <table role="table" aria-label="Images and node groups">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">image</th>
              ${groups.map(headOf)}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${rows.map((row) => rowOf(row, groups))}
          </tbody>
        </table>
      </div>`,
  );
}

export function leftOut({ left }: Plan): Markup | null {
  const parts = [
    ...(left.images > 0 ? [`${String(left.images)} more images`] : []),
    ...(left.groups > 0 ? [`${String(left.groups)} more node groups`] : []),
  ];
  return parts.length === 0
    ? null
    : html`<p class="none">
        ${parts.join(' and ')} do not stand on this page, which would be too long. Those with most trouble do;
        -f json holds all.
      </p> `;
}

function headOf(group: NodeGroup): Markup {
  const machine = machineText(group, null);
  return html`<th role="columnheader" scope="col" translate="no">
    <b>${shown(group.name)}</b> <span class="line">${shown(machine)}</span>
  </th>`;
}

function rowOf({ image, id, cells }: Row, groups: readonly NodeGroup[]): Markup {
  return html`<tr role="row">
    <th role="rowheader" scope="row" translate="no"><a href="#${id}">${shown(image)}</a></th>
    ${groups.map(({ name }) => html`<td role="cell">${(cells.get(name) ?? []).map(cellOf)}</td>`)}
  </tr> `;
}

/** A group of several kinds of GPU has a link each. */
function cellOf({ placement, target }: Cell, _at: number, all: readonly Cell[]): Markup {
  const state = stateOf(placement);
  const gpu = all.length > 1 && placement.gpu !== null ? ` ${placement.gpu}` : '';
  return html`<a class="state ${state}" href="#${target}"
    >${stateShape(state)}<span
      ><span class="on">${shown(`${placement.group}${gpu}`)}: </span
      ><b>${STATE_WORDS[state]}</b>${below(placement, gpu)}</span
    ></a
  > `;
}

/** The path, or the driver that it would take. */
function below({ cudaPath, verdict, repair }: Cell['placement'], gpu: string): Markup | null {
  const driver = repair?.driver == null ? null : `driver ≥ ${repair.driver}`;
  const path = verdict === 'compatible' || verdict === 'compatible-known-issue' ? cudaPath : null;
  const text = [gpu.trim(), path ?? driver ?? ''].filter((part) => part !== '').join(', ');
  return text === '' ? null : html` <small>${shown(text)}</small>`;
}

/** Only what stands on the map. */
function legend(rows: readonly Row[]): Markup {
  const found = new Set(rows.flatMap(({ alike }) => alike.map(({ first }) => stateOf(first))));
  const items = STATES.filter((state) => found.has(state)).map(
    (state) => html`<li>${stateBadge(state)} ${STATE_MEANINGS[state]}</li> `,
  );
  return html`<ul class="legend" aria-label="Legend">
    ${items}
  </ul>`;
}
