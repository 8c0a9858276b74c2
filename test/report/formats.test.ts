import { readFileSync } from 'node:fs';
import Ajv04 from 'ajv/dist/ajv.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { renderGithub } from '../../src/report/github.ts';
import { renderGitlab } from '../../src/report/gitlab.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderText } from '../../src/report/text.ts';
import { displayWidth } from '../../src/report/wrap.ts';
import reportSchema from '../../rules/schemas/report.schema.json' with { type: 'json' };
import { cleanReport, HOSTILE, incompleteReport, sampleReport, textOf } from './sample.ts';

const OPTIONS = { color: false, width: 100 };
const reports: readonly (readonly [string, Report])[] = [
  ['a failing report', sampleReport()],
  ['a Chinese report', sampleReport({ language: 'zh' })],
  ['an incomplete report', incompleteReport()],
  ['a clean report', cleanReport()],
  [
    'a report of an internal error',
    sampleReport({ verdict: 'error', exitCode: 4, errors: [{ rule: 'a/b', subject: 's', cause: HOSTILE }] }),
  ],
];

describe('json', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(reportSchema);

  it.each(reports)('obeys its schema: %s', (_, report) => {
    expect(validate(JSON.parse(textOf(renderJson(report)))) ? [] : validate.errors).toEqual([]);
  });

  it('has a schema that misses each field that goes, at any depth', () => {
    const whole = JSON.parse(
      textOf(renderJson(sampleReport({ change: { since: 'main', fixed: 1, unchanged: 2 } }))),
    ) as object;
    const kept: string[] = [];
    for (const path of fieldsOf(whole)) {
      const copy = structuredClone(whole);
      remove(copy, path);
      if (validate(copy)) kept.push(path.join('.'));
    }
    expect(kept).toEqual([]);
  });

  it('keeps the form that callers rely on', () => {
    expect(JSON.parse(textOf(renderJson(sampleReport())))).toMatchSnapshot();
  });
});

describe('sarif', () => {
  // The package exports its code only; the schema lies beside it.
  const file = new URL(
    '../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json',
    import.meta.url,
  );
  const schema = JSON.parse(readFileSync(file, 'utf8')) as object;

  it.each(reports)('is valid against the schema of SARIF 2.1.0: %s', (_, report) => {
    // Draft 4 by name, which this ajv does not know; none of its own words are used.
    const plain = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
    const Ajv = Ajv04.default;
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(plain);
    expect(validate(JSON.parse(textOf(renderSarif(report)))) ? [] : validate.errors).toEqual([]);
  });

  it('never shows an incomplete run as a good one', () => {
    const text = textOf(renderSarif(incompleteReport()));
    expect(text).toContain('dockerfile/has-wheel-that-fits-cuda');
    const { runs } = JSON.parse(text) as {
      runs: readonly { invocations: readonly { exitCode: number }[] }[];
    };
    expect(runs[0]?.invocations[0]?.exitCode).toBe(3);
  });
});

describe('gitlab', () => {
  it.each(reports)('has what GitLab asks of each issue, and no fingerprint twice: %s', (_, report) => {
    const issues = JSON.parse(textOf(renderGitlab(report))) as readonly Record<string, unknown>[];
    for (const issue of issues)
      expect(issue).toMatchObject({
        description: expect.any(String) as unknown,
        check_name: expect.any(String) as unknown,
        fingerprint: expect.any(String) as unknown,
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/) as unknown,
        location: { path: expect.any(String) as unknown, lines: { begin: expect.any(Number) as unknown } },
      });
    const prints = issues.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('gives an unmade judgement the same fingerprint wherever it stands in the list', () => {
    const [entry] = incompleteReport().notChecked;
    if (entry === undefined) throw new Error('no entry');
    const other = { ...entry, subject: { ...entry.subject, id: 'Other' } };
    const prints = (notChecked: Report['notChecked']): readonly unknown[] =>
      (JSON.parse(textOf(renderGitlab({ ...incompleteReport(), notChecked }))) as { fingerprint: unknown }[])
        .map(({ fingerprint }) => fingerprint)
        .sort();
    expect(prints([entry, other])).toEqual(prints([other, entry]));
  });
});

describe('gitlab, where an empty list looks like success', () => {
  it.each(reports.filter(([, { verdict }]) => verdict !== 'pass'))('lists something: %s', (_, report) => {
    const issues = JSON.parse(textOf(renderGitlab({ ...report, findings: [] }))) as readonly unknown[];
    expect(issues.length).toBeGreaterThan(0);
  });
});

describe('github', () => {
  it('puts one command a line, whatever a message holds', () => {
    const lines = textOf(renderGithub(sampleReport())).trimEnd().split('\n');
    for (const line of lines.filter((text) => text.startsWith('::')))
      expect(line).toMatch(/^::(error|warning|notice) [^\n]*::/);
    expect(lines.filter((line) => line.startsWith('::error::x'))).toEqual([]);
  });
});

describe('markdown', () => {
  it.each(reports)('fits a comment: %s', (_, report) => {
    const many = {
      ...report,
      findings: report.findings.flatMap((finding) =>
        Array.from({ length: 500 }, (__, index) => ({
          ...finding,
          fingerprint: `${String(index)}${finding.fingerprint}`,
        })),
      ),
    };
    expect(renderMarkdown(many).length).toBeLessThan(65_536);
  });

  it('lets no name make an element, a mention or a link', () => {
    // What stands in a code span is text already.
    const text = renderMarkdown(sampleReport()).replaceAll(/(?<!\\)`[^`\n]*`/g, '');
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/(^|[^\w&;`])@all/);
    expect(text).not.toContain('[a](b)');
  });
});

describe('html', () => {
  it('lets no name make an element', () => {
    const text = renderHtml(sampleReport());
    expect(text).not.toContain('<img');
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;/script&gt;');
  });
});

describe('text', () => {
  it.each([40, 80, 120])('fits %i columns but for words that do not', (width) => {
    const { findings, ...rest } = sampleReport({ language: 'zh' });
    const plain = { ...rest, findings: findings.filter(({ message }) => message !== HOSTILE) };
    for (const line of renderText(plain, { color: false, width }).split('\n')) {
      expect(line).toBe(line.trimEnd());
      const words = line.trim().split(/\s+/);
      if (words.length > 2 && line.startsWith('      '))
        expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(width, 66));
    }
  });

  it('lets no name steer the terminal', () => {
    expect(renderText(sampleReport(), OPTIONS)).not.toMatch(/[\u001b\u202e\u2066]/);
  });

  it('colours only where it is asked to', () => {
    expect(renderText(sampleReport(), { ...OPTIONS, color: true })).toContain('\u001b[');
    expect(renderText(sampleReport(), OPTIONS)).not.toContain('\u001b');
  });
});

type Path = readonly (string | number)[];

/** Every field of every object, by its path. */
function fieldsOf(value: unknown, at: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => fieldsOf(item, [...at, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [[...at, key], ...fieldsOf(entry, [...at, key])]);
}

function remove(value: unknown, path: Path): void {
  const [step, ...rest] = path;
  const holder = value as Record<string | number, unknown>;
  if (step === undefined) return;
  if (rest.length === 0) Reflect.deleteProperty(holder, step);
  else remove(holder[step], rest);
}
