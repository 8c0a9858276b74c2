import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STYLE_HASH } from '../../../src/report/html/style.ts';
import { MAP_STYLE, MAP_STYLE_HASH } from '../../../src/report/html/placements/style.ts';
import { placementsHtml } from '../../../src/report/placements-html.ts';
import { FLEET, IMAGES, placementsReport } from '../placements-sample.ts';

const GPU_IMAGE = 'paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4';
const A10 = FLEET.groups.filter(({ name }) => name === 'a10');

describe('the HTML map of images and node groups', () => {
  it('admits its style sheets by their hashes and nothing else', () => {
    const hash = `sha256-${createHash('sha256').update(MAP_STYLE).digest('base64')}`;
    expect(MAP_STYLE_HASH, 'write this hash into src/report/html/placements/style.ts').toBe(hash);
    const page = placementsHtml(placementsReport());
    expect(page).toContain(`style-src &#39;${STYLE_HASH}&#39; &#39;${hash}&#39;;`);
    expect(page).toContain(`<style>${MAP_STYLE}</style>`);
    expect(page).not.toMatch(/<script|<[^>]*\s(?:style|on[a-z]+)=/i);
  });

  it.each([
    ['Does not run everywhere', IMAGES, FLEET.groups],
    ['Not known everywhere', ['paddlepaddle/paddle:latest-gpu'], A10],
    ['Runs everywhere', [GPU_IMAGE], A10],
    ['No GPU is asked for', ['paddlepaddle/paddle:2.6.2'], A10],
  ])('says at once: %s', (title, images, groups) => {
    const page = placementsHtml(placementsReport(images, { groups }));
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain('content and NVIDIA_REQUIRE_* of the images were not read');
  });

  it('leads from every cell to reasons that are there, once each', () => {
    const page = placementsHtml(placementsReport());
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    const cells = [...page.matchAll(/<a class="state \w+" href="#image-\d+-\d+"/g)];
    // The mixed group has a link for each of its three kinds of GPU, unless nothing is asked of them.
    expect(cells).toHaveLength(IMAGES.length * FLEET.groups.length + 2 * 2);
  });

  it('says what to do on each group, with one driver for all that a driver helps', () => {
    const page = placementsHtml(
      placementsReport([...IMAGES, 'paddlepaddle/paddle:3.0.0-gpu-cuda11.8-cudnn8.9-trt8.6']),
    );
    expect(page.replace(/\s+/g, ' ')).toMatch(
      /Upgrade the driver to <b>525\.60\.13<\/b> or newer: \d images? then runs? there/,
    );
    expect(page).toContain('Keep it off these nodes');
    expect(page).toContain('Write the driver of the group into the fleet file');
  });

  it('keeps the gate apart from whether CUDA can run', () => {
    const page = placementsHtml(placementsReport([GPU_IMAGE], { groups: A10 }));
    expect(page).toContain('<b>Container gate in legacy mode:</b> not known');
    expect(page).not.toContain('<li>gate:');
  });

  it('counts what would make the page too long, and keeps what has trouble', () => {
    const groups = Array.from({ length: 600 }, (_, at) => ({
      name: `group-${String(at)}`,
      driver: at === 599 ? '390.30' : '535.104.05',
      gpus: [{ product: 'Tesla T4' }],
    }));
    const page = placementsHtml(placementsReport([GPU_IMAGE], { groups }));
    expect(page).toContain('100 more node groups do not stand on this page');
    expect(page).toContain('group-599');
    expect(page).toContain('600 node groups');
  });

  it('leaves no text of a fleet or an image outside of its place, whatever the text is', () => {
    const shape = (page: string): string =>
      page.replace(/>[^<]*/g, '>').replace(/<\/?(?:code|bdi|mark|br)\b[^>]*>/g, '');
    const rendered = (text: string): string => {
      const report = placementsReport([GPU_IMAGE], { name: text, groups: [{ ...A10[0], name: `x${text}` }] });
      const placements = report.placements.map((placement) => ({
        ...placement,
        image: text,
        gpu: `-${text}`,
        error: text,
        warnings: [text],
        reasons: [text, `[source: ${text}`],
      }));
      return placementsHtml({ ...report, placements });
    };
    const plain = shape(rendered('x'));
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', 'a', '=', '\n', '\u202e', '\ud800'),
          minLength: 1,
        }),
        (text) => {
          expect(shape(rendered(text))).toBe(plain);
        },
      ),
      { numRuns: 200 },
    );
  });
});
