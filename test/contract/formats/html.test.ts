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

  const reports = [
    ['fail, en', sampleReport()],
    ['fail, zh', sampleReport({ language: 'zh' })],
    ['incomplete', incompleteReport()],
    ['pass', cleanReport()],
  ] as const;

  it.each(reports)('loads nothing, runs nothing and breaks nothing: %s', async (_, report) => {
    const { page, noise } = await open(renderHtml(report));
    expect(await page.locator('.verdict h1').count()).toBe(1);
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

  it('leaves no empty file behind when its severities are hidden, and says when nothing is left', async () => {
    const { page } = await open(renderHtml(sampleReport()));
    const files = page.locator('.file');
    const none = page.locator('.none-shown');
    expect([await files.first().isVisible(), await none.isVisible()]).toEqual([true, false]);
    for (const box of await page.locator('.filter input').all()) await box.uncheck();
    for (const file of await files.all()) expect(await file.isVisible()).toBe(false);
    expect(await none.isVisible()).toBe(true);
    await page.locator('#show-medium').check();
    expect(await files.first().isVisible()).toBe(true);
    expect(await none.isVisible()).toBe(false);
    await page.close();
  });

  it('prints what is folded on the screen, and no controls', async () => {
    const { page } = await open(renderHtml(sampleReport()));
    const fingerprint = page.locator('.finding .basis').first();
    expect(await fingerprint.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await fingerprint.isVisible()).toBe(true);
    expect(await page.locator('.filter').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  it('tells severities apart by word and by shape', async () => {
    const { page } = await open(renderHtml(sampleReport()));
    const badges = page.locator('.finding .badge');
    const texts = await badges.allInnerTexts();
    const drawn = await badges
      .locator('use')
      .evaluateAll((uses) => uses.map((use) => use.getAttribute('href')));
    expect(drawn).toEqual(texts.map((text) => `#shape-${text.trim()}`));
    const shapes = await page.locator('symbol').evaluateAll((all) => all.map((one) => one.innerHTML));
    expect(new Set(shapes).size).toBe(5);
    await page.close();
  });

  it('shows hostile text as text', async () => {
    const { page } = await open(renderHtml(sampleReport()));
    const text = await page.locator('main').innerText();
    expect(text).toContain('</script><img src=x onerror=alert(1)>');
    expect(text).not.toMatch(/[\u202e\u2066\u2028\u001b]/);
    const marks = await page.locator('.finding h4 mark').allInnerTexts();
    expect(marks).toEqual(['\\u202e', '\\u2066', '\\u001b', '\\u2028']);
    expect(
      await page.evaluate(
        'document.querySelectorAll("a:not([href^=\\"#\\"], [href^=\\"https://\\"])").length',
      ),
    ).toBe(0);
    await page.close();
  });
});
