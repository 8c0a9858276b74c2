import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/findings/report.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { needs } from '../component.ts';
import { HOSTILE, sampleReport } from '../../report/sample.ts';

const cmark = needs('cmark-gfm');
const EXTENSIONS = ['table', 'autolink', 'strikethrough', 'tasklist'].flatMap((name) => ['-e', name]);
/** GitHub's own renderer; `--unsafe` keeps raw elements, so that one that got in is seen. */
function rendered(markdown: string): string {
  const { stdout } = spawnSync(cmark.path, [...EXTENSIONS, '--unsafe'], {
    input: markdown,
    encoding: 'utf8',
  });
  return stdout;
}

const [sample] = sampleReport().findings as readonly [Finding];
const finding = (text: string, at: number): Finding => ({
  ...sample,
  location: { path: text, line: 1, column: 1 },
  message: text,
  remediation: `a${text}`,
  subject: { ...sample.subject, name: text },
  fingerprint: String(at),
});

/** Names of the elements that a page has. */
const elements = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase()));
/** What a host looks through for mentions and references: the texts between elements, outside of code. */
const texts = (html: string): readonly string[] =>
  html
    .replace(/<code>(?:[^<]|<\/?span>)*<\/code>/g, '<>')
    .split(/<[^>]*>/)
    .map((text) =>
      text
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
        .replace(/&(lt|gt|amp|quot);/g, '.'),
    );

const OURS = [
  'h3',
  'p',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'code',
  'br',
  'strong',
  'sub',
  'span',
  'ul',
  'li',
];

describe.skipIf(!cmark.available)(
  `the comment on a pull request, as GitHub renders it ${cmark.reason}`,
  () => {
    const piece = fc.constantFrom(
      ...[
        '|',
        '\\',
        '`',
        '<b>',
        '<!--',
        '](http://e.example)',
        '[a',
        '![',
        '@all',
        'a@b.example',
        '#1',
        'GH-12',
      ],
      ...[
        'https://e.example',
        'www.e.example',
        '**',
        '__',
        '~~',
        '&lt;',
        '&#64;x',
        '$a$',
        '\n',
        '\r\n',
        ' ',
        'x',
        HOSTILE,
      ],
    );

    it.each([1, 2, 3, 4, 5, 6, 7, 8])(
      'holds no element, link, mention or reference of a hostile text, seed %i',
      (seed) => {
        const hostile = fc.sample(fc.array(piece, { minLength: 1, maxLength: 8 }), {
          numRuns: 50,
          seed,
        });
        const html = rendered(
          renderMarkdown(sampleReport({ findings: hostile.map((all, at) => finding(all.join(''), at)) })),
        );
        expect([...elements(html)].filter((name) => !OURS.includes(name))).toEqual([]);
        expect(texts(html).filter((text) => /(^|[^\w])@\w|#\d|\bgh-\d|:\/\/|\bwww\.\w/i.test(text))).toEqual(
          [],
        );
        expect(html.match(/<tr>/g)).toHaveLength(1 + hostile.length + 2);
        for (const [row] of html.matchAll(/<tr>[\s\S]*?<\/tr>/g))
          expect(row.match(/<t[dh]>/g)).toHaveLength(3);
      },
    );

    it('is cut between the rows of a table, with the number of what was left out', () => {
      const many = Array.from({ length: 3000 }, (_, at) => finding(`number ${String(at)}`, at));
      const report = sampleReport({
        findings: [...many, { ...sample, severity: 'critical', message: 'the worst of all' }],
        notChecked: Array.from({ length: 900 }, (_, at) => ({
          ...sampleReport().notChecked[0]!,
          reason: `reason ${String(at)}`,
        })),
      });
      const markdown = renderMarkdown(report);
      expect(markdown.length).toBeLessThan(65_536);
      const html = rendered(markdown);
      const rows = (table: string | undefined): number => (table?.match(/<td>/g) ?? []).length / 3;
      const [findings, unchecked] = html.match(/<table>[\s\S]*?<\/table>/g) ?? [];
      const left = [...html.matchAll(/and (\d+) more/g)].map(([, count]) => Number(count));
      expect(left).toEqual([3001 - rows(findings), 900 - rows(unchecked)]);
      expect(findings).toContain('the worst of all');
    });

    it('shows an incomplete report as one', () => {
      const html = rendered(
        renderMarkdown(sampleReport({ verdict: 'incomplete', exitCode: 3, findings: [] })),
      );
      expect(html).toContain('⚠️ paddle-verify: INCOMPLETE');
      expect(html).toContain('<strong>required by the policy</strong>');
      expect(html).not.toMatch(/✅|PASS/);
    });
  },
);
