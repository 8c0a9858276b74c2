import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../../src/report/html.ts';
import { needs } from '../component.ts';
import { cleanReport, incompleteReport, sampleReport } from '../../report/sample.ts';

const browserFound = needs('chromium');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!browserFound.available)(`the HTML report in a browser ${browserFound.reason}`, () => {
  let browser: Browser;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'html-'));
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
    const file = join(folder, 'report.html');
    writeFileSync(file, html);
    const { colorScheme = 'light', width = 1000 } = more;
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
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

  const reports = [
    ['fail, en', sampleReport()],
    ['fail, zh', sampleReport({ language: 'zh' })],
    ['incomplete', incompleteReport()],
    ['pass', cleanReport()],
  ] as const;

  it.each(reports)('loads nothing, runs nothing and breaks nothing: %s', async (_, report) => {
    const { page, noise } = await open(renderHtml(report));
    expect(await page.locator('.verdict strong').count()).toBe(1);
    expect(await page.locator('script, img, link, iframe').count()).toBe(0);
    expect(noise).toEqual([]);
    await page.close();
  });

  it.each(
    reports.flatMap(([name, report]) =>
      (['light', 'dark'] as const).map((colorScheme) => [name, colorScheme, report] as const),
    ),
  )('has nothing that axe finds fault with: %s, %s', async (_, colorScheme, report) => {
    const { page } = await open(renderHtml(report), { colorScheme });
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.evaluate(axe);
    const violations: unknown = await page.evaluate(
      'axe.run().then((result) => result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
    );
    expect(violations).toEqual([]);
    await page.close();
  });

  it.each([320, 375, 1000])('fits a window of %i pixels', async (width) => {
    const { page } = await open(renderHtml(sampleReport()), { width });
    const wide: unknown = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('hides a severity by keyboard alone', async () => {
    const { page } = await open(renderHtml(sampleReport()));
    const high = page.locator('article.high');
    expect(await high.first().isVisible()).toBe(true);
    for (let tab = 0; tab < 20; tab++) {
      await page.keyboard.press('Tab');
      const id: unknown = await page.evaluate('document.activeElement && document.activeElement.id');
      if (id === 'show-high') break;
    }
    await page.keyboard.press('Space');
    expect(await high.first().isVisible()).toBe(false);
    expect(await page.locator('article.medium').first().isVisible()).toBe(true);
    await page.close();
  });

  it('shows hostile text as text', async () => {
    const { page } = await open(renderHtml(sampleReport()));
    const text = await page.locator('main').innerText();
    expect(text).toContain('</script><img src=x onerror=alert(1)>');
    expect(text).not.toMatch(/[\u202e\u2066\u001b]/);
    await page.close();
  });
});
