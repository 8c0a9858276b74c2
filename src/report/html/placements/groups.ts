import type { RepairedPlacement } from '../../../compatibility/repair.ts';
import { compareDotted, parseDotted } from '../../../compatibility/dotted-version.ts';
import { machineText } from '../../placements.ts';
import { html, prose, shown, type Markup } from '../markup.ts';
import { groupsBy, section } from '../page.ts';
import type { Plan } from './plan.ts';
import { stateBadge } from './state.ts';

interface Row {
  readonly name: string;
  readonly machine: string;
  /** It has no GPU: nothing is wrong with its nodes. */
  readonly bare: boolean;
  readonly hindered: readonly RepairedPlacement[];
  readonly cannot: number;
  readonly open: number;
  readonly rest: number;
}

/** Which nodes are bad, and what to do about them: the most troubled first. */
export function groupsSection({ report, groups }: Plan): Markup {
  const byGroup = new Map(
    groupsBy(report.placements, ({ group }) => group).map((all) => [all[0]?.group, all] as const),
  );
  const rows = groups
    .map((group): Row => {
      const placements = byGroup.get(group.name) ?? [];
      const cannot = imagesOf(
        placements,
        ({ verdict }) => verdict === 'incompatible' || verdict === 'blocked',
      );
      const open = imagesOf(placements, ({ verdict }) => verdict === 'unknown');
      const rest = imagesOf(placements, () => true) - imagesOf(placements, hinders);
      const hindered = placements.filter(({ repair }) => repair !== null);
      const bare = group.gpus?.length === 0;
      return { name: group.name, bare, machine: machineText(group, null), hindered, cannot, open, rest };
    })
    .sort((a, b) => Number(a.bare) - Number(b.bare) || b.cannot - a.cannot || b.open - a.open);
  return section(
    'groups',
    'Node groups',
    rows.length,
    html`<div class="frame" role="region" tabindex="0" aria-label="Node groups: scrolls sideways">
      <table role="table" aria-label="Node groups">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">node group</th>
            <th role="columnheader" scope="col">images</th>
            <th role="columnheader" scope="col">what to do</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(rowOf)}
        </tbody>
      </table>
    </div>`,
  );
}

function hinders({ verdict }: RepairedPlacement): boolean {
  return verdict === 'incompatible' || verdict === 'blocked' || verdict === 'unknown';
}

function imagesOf(
  placements: readonly RepairedPlacement[],
  which: (placement: RepairedPlacement) => boolean,
): number {
  return new Set(placements.filter(which).map(({ image }) => image)).size;
}

function rowOf({ name, machine, hindered, cannot, open, rest }: Row): Markup {
  return html`<tr role="row">
    <th role="rowheader" scope="row" translate="no">
      <b>${shown(name)}</b><span class="line">${shown(machine)}</span>
    </th>
    <td role="cell" class="tally">
      ${cannot === 0 ? null : html`${stateBadge('cannot', `${String(cannot)} cannot run`)} `}
      ${open === 0 ? null : html`${stateBadge('unknown', `${String(open)} not known`)} `}
      ${rest === 0 ? null : html`<span class="note">${rest} other</span>`}
    </td>
    <td role="cell" class="todo">${todo(hindered)}</td>
  </tr> `;
}

/** One driver for all that a driver helps, since a newer one never takes away; then what else there is to do. */
function todo(hindered: readonly RepairedPlacement[]): Markup {
  if (hindered.length === 0) return html`nothing`;
  const others = new Map<string, Set<string>>();
  const drivers = new Map<string, string>();
  for (const { repair, image } of hindered) {
    if (repair === null) continue;
    if (repair.driver !== null) drivers.set(image, newer(drivers.get(image), repair.driver));
    else others.set(repair.advice, (others.get(repair.advice) ?? new Set()).add(image));
  }
  const driver = [...drivers.values()].reduce<string | undefined>((most, one) => newer(most, one), undefined);
  const items = [
    ...(driver === undefined
      ? []
      : [
          html`<li>
            Upgrade the driver to <b>${driver}</b> or newer: ${images(drivers.size)} then
            ${drivers.size === 1 ? 'runs' : 'run'} there
          </li> `,
        ]),
    ...[...others].map(([advice, of]) => html`<li>${prose(advice)} (${images(of.size)})</li> `),
  ];
  return html`<ul>
    ${items}
  </ul>`;
}

function images(count: number): string {
  return count === 1 ? '1 image' : `${String(count)} images`;
}

function newer(a: string | undefined, b: string): string {
  return a !== undefined && compareDotted(parseDotted(a) ?? [], parseDotted(b) ?? []) >= 0 ? a : b;
}
