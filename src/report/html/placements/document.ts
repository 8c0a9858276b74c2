import { counted, placementsLine, UNREAD, type PlacementsReport } from '../../placements.ts';
import { verdictShape } from '../icons.ts';
import { html, shown, styleElement, type Markup } from '../markup.ts';
import { groupsSection } from './groups.ts';
import { mapSection } from './map.ts';
import { planOf, type Plan } from './plan.ts';
import { reasonsSection, sourcesSection } from './reasons.ts';
import { stateShapes } from './state.ts';
import { STYLE, STYLE_HASH } from '../style.ts';
import { MAP_STYLE, MAP_STYLE_HASH } from './style.ts';

/** Nothing is loaded, nothing runs, nothing is sent; the two style sheets are known by their hashes. */
const CONTENT_POLICY = `default-src 'none'; style-src '${STYLE_HASH}' '${MAP_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** The whole page as one file. Its texts are English, as those of the verdicts are. */
export function placementsDocument(report: PlacementsReport): Markup {
  const plan = planOf(report);
  const { title } = DECISIONS[decisionOf(report)];
  // The reasons number the sources: they are written first.
  const reasons = reasonsSection(plan);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="${report.tool.name} ${report.tool.version}" />
        <title>${title} · paddle-verify compat</title>
        ${styleElement(STYLE)} ${styleElement(MAP_STYLE)}
      </head>
      <body>
        <a class="skip" href="#groups">Skip to the node groups</a>
        ${stateShapes()}
        <div class="page wide">
          ${head(plan)}
          <main>${groupsSection(plan)}${mapSection(plan)}${reasons}${sourcesSection(plan)}</main>
        </div>
      </body>
    </html> `;
}

type Decision = 'runs' | 'cannot' | 'unknown' | 'none';

const DECISIONS = {
  runs: {
    title: 'Runs everywhere',
    shape: 'pass',
    because: 'Each image that asks for a GPU runs on each node group.',
  },
  none: { title: 'No GPU is asked for', shape: 'pass', because: 'None of these images asks for a GPU.' },
  cannot: {
    title: 'Does not run everywhere',
    shape: 'fail',
    because: 'At least one image cannot run on at least one node group.',
  },
  unknown: {
    title: 'Not known everywhere',
    shape: 'incomplete',
    because: 'Nothing is known to fail, and of at least one node group it is not known. This is no yes.',
  },
} as const;

function decisionOf({ exitCode, placements }: PlacementsReport): Decision {
  if (exitCode === 1) return 'cannot';
  if (exitCode !== 0) return 'unknown';
  return placements.every(({ verdict }) => verdict === 'not-applicable') ? 'none' : 'runs';
}

function head({ report }: Plan): Markup {
  const { title, shape, because } = DECISIONS[decisionOf(report)];
  const { fleet, placements, tool } = report;
  const nodes = fleet.groups.reduce((sum, group) => sum + (group.nodes ?? 1), 0);
  const images = new Set(placements.map(({ image }) => image)).size;
  const facts: readonly (readonly [string, Markup])[] = [
    ['Fleet', fleet.name === undefined ? html`not named` : shown(fleet.name)],
    [
      'Held',
      html`${plural(images, 'image')} against ${plural(fleet.groups.length, 'node group')}
      (${plural(nodes, 'node')})`,
    ],
    ['Rests on', html`${UNREAD}`],
    ['Judged by', html`${tool.name} ${tool.version}, exit code ${report.exitCode}`],
  ];
  return html`<header class="verdict ${shape}">
    <p class="product">paddle-verify <span>Where can these PaddlePaddle images run?</span></p>
    <div class="decision">
      ${verdictShape(shape)}
      <h1>${title}</h1>
    </div>
    <p class="because">${because}</p>
    <p class="summary">${placementsLine(placements)}, of ${plural(placements.length, 'placement')}.</p>
    <dl class="counts" aria-label="Placements">
      ${counted(placements).map(
        ([word, count]) =>
          html`<div>
            <dt>${COUNT_NAMES[word]}</dt>
            <dd>${count}</dd>
          </div> `,
      )}
    </dl>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
    </dl>
  </header> `;
}

const COUNT_NAMES = {
  incompatible: 'cannot run',
  blocked: 'blocked',
  unknown: 'not known',
  'compatible-known-issue': 'run, known issue',
  compatible: 'run',
  'not-applicable': 'not applicable',
} as const;

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
