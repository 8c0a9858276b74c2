import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placementsHtml } from '../../../src/report/placements-html.ts';
import { needs } from '../component.ts';
import { FLEET, IMAGES, placementsReport } from '../../report/placements-sample.ts';

const browserFound = needs('chromium');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!browserFound.available)(`the HTML map of compat in a browser ${browserFound.reason}`, () => {
  let browser: Browser;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'map-'));
    browser = await chromium.launch({ executablePath: browserFound.path, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Opened {
    readonly page: Page;
    /** What the page asked for besides itself, and what it complained of. */
    readonly noise: readonly string[];
  }

  async function open(
    html: string,
    more: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number } = {},
  ): Promise<Opened> {
    const file = join(folder, 'compat.html');
    writeFileSync(file, html);
    const { colorScheme = 'light', width = 1000 } = more;
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    await page.context().setOffline(true);
    const noise: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) noise.push(request.url());
    });
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('dialog', (dialog) => {
      noise.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, noise };
  }

  /** 100 images × 60 groups, no two alike. */
  function large(): string {
    const groups = Array.from({ length: 60 }, (_, at) => ({
      name: `pool-${String(at)}-${'x'.repeat(at)}`,
      nodes: at,
      driver: `${String(440 + at * 3)}.${String(10 + at)}.01`,
      gpus: [{ product: ['Tesla T4', 'NVIDIA A10', 'Tesla K80', 'NVIDIA H100 80GB HBM3'][at % 4] ?? '' }],
    }));
    const images = Array.from(
      { length: 100 },
      (_, at) =>
        `paddlepaddle/paddle:3.${String(at % 2)}.0-gpu-cuda12.6-cudnn9.5-trt10.5@sha256:${at.toString(16).padStart(64, '0')}`,
    );
    return placementsHtml(placementsReport(images, { groups }));
  }

  const pages = [
    ['mixed', () => placementsHtml(placementsReport())],
    [
      'one by one',
      () => placementsHtml(placementsReport([String(IMAGES[1])], { groups: FLEET.groups.slice(0, 1) })),
    ],
  ] as const;

  it.each(pages)('loads nothing, runs nothing and breaks nothing: %s', async (_, made) => {
    const { page, noise } = await open(made());
    expect(await page.locator('.verdict h1').count()).toBe(1);
    expect(await page.locator('script, img, link, iframe').count()).toBe(0);
    expect(noise).toEqual([]);
    await page.close();
  });

  it.each(
    pages.flatMap(([name, made]) =>
      ([1000, 375] as const).flatMap((width) =>
        (['light', 'dark'] as const).map((colorScheme) => [name, width, colorScheme, made] as const),
      ),
    ),
  )('has nothing that axe finds fault with: %s, %i pixels, %s', async (_, width, colorScheme, made) => {
    const { page } = await open(made(), { width, colorScheme });
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.evaluate(axe);
    const violations: unknown = await page.evaluate(
      'axe.run().then((result) => result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
    );
    expect(violations).toEqual([]);
    await page.close();
  });

  it.each([320, 1000])(
    'fits a window of %i pixels, from one cell to a hundred images by sixty groups',
    async (width) => {
      for (const html of [...pages.map(([, made]) => made()), large()]) {
        const { page } = await open(html, { width });
        const wide: unknown = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect(wide).toBeLessThanOrEqual(0);
        await page.close();
      }
    },
  );

  it('leads by keyboard from a cell to its reasons, and back', async () => {
    const { page } = await open(placementsHtml(placementsReport()));
    const cell = page.locator('.heat td a').first();
    await cell.focus();
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    const target = page.locator(':target');
    expect(await target.getAttribute('id')).toBe((await cell.getAttribute('href'))?.slice(1));
    expect(await target.innerText()).toContain('525.60.13 or newer');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("article")?.matches(":target")')).toBe(true);
    await page.locator('.image a[href="#map"]').first().press('Enter');
    expect(await target.getAttribute('id')).toBe('map');
    await page.close();
  });

  it('names the node group in each cell, also where the table is no table', async () => {
    const { page } = await open(placementsHtml(placementsReport()));
    const named = page.getByRole('cell').getByRole('link', { name: 't4: not known driver ≥ 525.60.13' });
    expect(await named.count()).toBe(1);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await named.count()).toBe(1);
    expect(await named.locator('.on').boundingBox()).toMatchObject({
      height: expect.closeTo(18, -1) as number,
    });
    await page.close();
  });

  it('tells verdicts apart by shape and by pattern, not by colour alone', async () => {
    const { page } = await open(placementsHtml(placementsReport()));
    const shapes = await page.locator('symbol').evaluateAll((all) => all.map((one) => one.innerHTML));
    expect(new Set(shapes).size).toBe(shapes.length);
    const bands: readonly string[] = await page.evaluate(
      '[..."cannot blocked unknown issue lower runs idle".split(" ")].map((state) => { const one = document.querySelector(".state").cloneNode(); one.className = "state " + state; document.body.append(one); const { backgroundImage, backgroundColor } = getComputedStyle(one, "::before"); return backgroundImage.replace(/rgba?\\([^)]*\\)/g, "ink") + (backgroundColor === "rgba(0, 0, 0, 0)" ? "" : " filled"); })',
    );
    // Nothing is drawn beside what runs natively and what asks for no GPU: of those two the words and shapes differ.
    expect(bands.slice(-2)).toEqual(['none', 'none']);
    expect(new Set(bands).size).toBe(bands.length - 1);
    await page.close();
  });

  it('prints every column and every step', async () => {
    const { page } = await open(large());
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 700, height: 1000 });
    const right: unknown = await page.evaluate(
      'Math.max(...[...document.querySelectorAll(".heat a")].map((one) => one.getBoundingClientRect().right))',
    );
    expect(right).toBeLessThanOrEqual(700);
    expect(await page.locator('.answer ol').first().isVisible()).toBe(true);
    await page.close();
  });
});
