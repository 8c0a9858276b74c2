import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../src/report/html.ts';
import { STYLE, STYLE_HASH } from '../../../src/report/html/style.ts';
import type { Finding } from '../../../src/findings/report.ts';
import { cleanReport, incompleteReport, sampleReport } from '../sample.ts';

const [finding] = sampleReport().findings as readonly [Finding];

describe('the HTML report', () => {
  it('admits its own style sheet by its hash and nothing else', () => {
    const hash = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;
    expect(STYLE_HASH, 'write this hash into STYLE_HASH of src/report/html/style.ts').toBe(hash);
    const page = renderHtml(sampleReport());
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(page).toContain(`<style>${STYLE}</style>`);
    expect(page).not.toMatch(/<script|<[^>]*\s(?:style|on[a-z]+)=/i);
  });

  it('says that an incomplete report is no pass, and why', () => {
    const page = renderHtml(incompleteReport());
    expect(page).toContain('<h1>INCOMPLETE</h1>');
    expect(page).toContain('1 judgement that the policy requires could not be made. This is not a pass.');
    expect(page).not.toContain('PASS');
    expect(renderHtml(incompleteReport())).toContain('name the index of one CUDA');
  });

  it('names the language of its texts', () => {
    expect(renderHtml(sampleReport({ language: 'zh' }))).toContain('<html lang="zh-CN">');
    expect(renderHtml(sampleReport({ language: 'zh' }))).toContain('<h1>不通过</h1>');
    expect(renderHtml(cleanReport())).toContain('<html lang="en">');
  });

  it('counts what would make the page too long, and keeps the most severe', () => {
    const many = Array.from({ length: 5002 }, (_, at): Finding => {
      const severity = at === 5001 ? 'critical' : 'low';
      return { ...finding, severity, message: `number ${String(at)}.`, fingerprint: `f${String(at)}` };
    });
    const page = renderHtml(sampleReport({ findings: many }));
    expect(page).toContain('2 more do not stand on this page');
    expect(page).toContain('number 5001.');
    expect(page.match(/<article class="finding/g)).toHaveLength(5000);
  });

  it('leaves no text of a report outside of its place, whatever the text is', () => {
    const shape = (page: string): string =>
      page.replace(/>[^<]*/g, '>').replace(/<\/?(?:code|bdi|mark|br)\b[^>]*>/g, '');
    const rendered = (text: string): string =>
      renderHtml(
        sampleReport({
          findings: [
            {
              ...finding,
              message: text,
              remediation: `-${text}`,
              subject: { ...finding.subject, name: text },
            },
          ],
          errors: [{ rule: text, subject: text, cause: text }],
        }),
      );
    const plain = shape(rendered('x'));
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', 'a', '=', '\n', '\u202e', '\ud800'),
        }),
        (text) => {
          expect(shape(rendered(text))).toBe(plain);
        },
      ),
      { numRuns: 300 },
    );
  });
});
