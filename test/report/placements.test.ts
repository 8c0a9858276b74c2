import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placementsJson } from '../../src/report/placements-json.ts';
import { renderPlacementsMarkdown } from '../../src/report/placements-markdown.ts';
import { renderPlacements } from '../../src/report/placements-text.ts';
import { displayWidth } from '../../src/report/wrap.ts';
import { textOf } from './sample.ts';
import { FLEET, IMAGES, placementsReport } from './placements-sample.ts';

const report = placementsReport();

describe('placements as text', () => {
  it.each([40, 64, 80, 120])('keep within %i columns, but for words that cannot be broken', (width) => {
    const wide = textOf(renderPlacements(report, width))
      .split('\n')
      .filter((line) => displayWidth(line) > width);
    expect(wide.filter((line) => line.trim().split(' ').length > 1)).toEqual([]);
  });

  it('name every group under every image, with why and what to do', () => {
    const blocks = textOf(renderPlacements(report, 100)).split(/^(?=\S)/m);
    for (const image of IMAGES) {
      const block = blocks.find((one) => one.startsWith(`${image}\n`)) ?? '';
      for (const { name } of FLEET.groups) expect(block).toContain(` ${name}: `);
    }
    expect(blocks[0]).toMatch(
      /not known +t4: 12 nodes, Tesla T4, driver 470\.223\.02\n +why: whether .*\n +fix: /,
    );
    expect(blocks[0]).not.toContain('[source:');
  });

  it('set the longest word apart from the name of the group', () => {
    const [first] = placementsReport().placements;
    if (first === undefined) throw new Error('no placement');
    const known = { ...first, verdict: 'compatible-known-issue', cudaPath: 'minor-version' } as const;
    expect(textOf(renderPlacements({ ...report, placements: [known] }, 100))).toContain(
      '  runs, known issue (minor-version)\n    t4: 12 nodes',
    );
  });

  it('let no name drive the terminal', () => {
    const fleet = { groups: [{ name: 'a\u001b[2K\nruns (native)', driver: '535.1', gpus: [] }] };
    const text = textOf(renderPlacements(placementsReport(IMAGES, fleet), 100));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('a\\u001b[2K\\u000aruns (native)');
  });
});

describe('placements as Markdown', () => {
  it('stand on a line each, whatever a group is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('|', '\n', '`', '<', '@', 'a', '\\', '\u2028') }),
        (name) => {
          const table = textOf(
            renderPlacementsMarkdown(placementsReport(IMAGES, { groups: [{ name: `x${name}`, gpus: [] }] })),
          );
          const rows = table.split('\n').slice(2, 2 + IMAGES.length);
          for (const row of rows) expect(row.split(' | ')).toHaveLength(6);
          expect(table.split('\n')).toHaveLength(2 + IMAGES.length + 3);
        },
      ),
    );
  });
});

describe('placements as JSON', () => {
  it('are the same in parts and as a whole', () => {
    const { tool, fleet, exitCode, placements } = report;
    const whole = { schema: 'paddle-verify/compat/1', tool, fleet: fleet.name, exitCode, placements };
    expect([...placementsJson(report)].join('')).toBe(`${JSON.stringify(whole, null, 2)}\n`);
    expect([...placementsJson({ ...report, placements: [] })].join('')).toBe(
      `${JSON.stringify({ ...whole, placements: [] }, null, 2)}\n`,
    );
  });
});
