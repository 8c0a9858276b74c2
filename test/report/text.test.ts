import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/report.ts';
import { renderText, textParts } from '../../src/report/text.ts';
import { displayWidth, wrap } from '../../src/report/wrap.ts';
import { incompleteReport, sampleReport } from './sample.ts';

const OPTIONS = { color: false, width: 100 };
const [sample] = sampleReport().findings as readonly [Finding];

function finding(name: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    ...sample,
    subject: { kind: 'container', id: `a#${name}`, name },
    location: { path: 'a.yaml', line, column: 3 },
    related: [],
    message: `${name} has no limit`,
    remediation: `Write limits under ${name}.`,
    fingerprint: name,
    ...more,
  };
}

const linesOf = (findings: readonly Finding[]): readonly string[] =>
  renderText(sampleReport({ findings, notChecked: [] }), OPTIONS).split('\n');

describe('the text report', () => {
  it('gives each finding a line of its own, and says once what they share', () => {
    const lines = linesOf([
      finding('ocr', 3),
      finding('reader', 9),
      finding('mysql', 13, { message: 'mysql has none' }),
    ]);
    expect(lines.slice(0, 9)).toEqual([
      'a.yaml',
      '  3:3  high  PV1001 tag/is-pinned  ocr',
      '  9:3  high  PV1001 tag/is-pinned  reader',
      '      ocr has no limit',
      '      why: A floating tag runs what nobody has tested.',
      '      fix, for each alike: Write limits under ocr.',
      '  13:3  high  PV1001 tag/is-pinned  mysql',
      '      mysql has none',
      '      fix: Write limits under mysql.',
    ]);
  });

  it('can be searched for each finding by `line:column  severity  CODE rule  subject`', () => {
    const heads = linesOf(sampleReport().findings).filter((line) =>
      /^ {2}\d+:\d+ {2}(critical|high|medium|low|info) {2}PV\d{4} [a-z/-]+ {2}\S/.test(line),
    );
    expect(heads).toHaveLength(3);
  });

  it('gathers what was not checked by its cause, what the policy requires first', () => {
    const [entry] = incompleteReport().notChecked;
    const open = (id: string, required: boolean, reason: string) => ({
      ...entry!,
      required,
      reason,
      subject: { ...entry!.subject, id, name: id },
      location: { path: id, line: 1, column: 1 },
    });
    const notChecked = [
      open('a', false, 'x'),
      open('b', true, 'y'),
      open('c', false, 'z'),
      open('d', false, 'x'),
    ];
    const lines = renderText({ ...incompleteReport(), notChecked }, OPTIONS).split('\n');
    expect(lines.filter((line) => /^ {2}\w:1:1|^ {6}\w →/.test(line)).map((line) => line.trim())).toEqual([
      'b:1:1  b  required by the policy',
      'y → name the index of one CUDA',
      'a:1:1  a',
      'd:1:1  d',
      'x → name the index of one CUDA',
      'c:1:1  c',
      'z → name the index of one CUDA',
    ]);
  });

  it('names the worst at the end of a long report, where the screen stays', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      finding(`c${String(at)}`, at + 1, { severity: at === 17 ? 'critical' : at % 2 === 0 ? 'high' : 'low' }),
    );
    const lines = linesOf(many);
    const at = lines.indexOf('Most severe');
    expect(lines[at + 1]).toBe('  a.yaml:18:3  critical  PV1001 tag/is-pinned');
    expect(lines[at + 11]).toBe('  … +6');
    expect(linesOf(many.slice(0, 5))).not.toContain('Most severe');
  });

  it('lets no name begin a line or give orders to a CI server', () => {
    const name = '\n::error::x\nPASS  no findings\u001b[2J\r##[add-path]/evil';
    const lines = linesOf([
      finding(name, 1, {
        location: { path: name, line: 1, column: 1 },
        message: `:: ${name}`,
        remediation: name,
      }),
    ]);
    expect(lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('PASS'))).toEqual([]);
    expect(lines[0]).toBe(
      String.raw`\u000a::error::x\u000aPASS  no findings\u001b[2J\u000d#\u0023[add-path]/evil`,
    );
  });

  it('is the same text in parts and as a whole', () => {
    const report = sampleReport();
    expect([...textParts(report, OPTIONS)].join('')).toBe(renderText(report, OPTIONS));
  });
});

describe('wrap', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'bc', ' ', '  ', '\n', '镜', '像', '，', '。', '（', '）', '🐳', '\u0301'),
  });

  it.each([40, 80, 120])('fits %i columns, ends no line in blanks and loses nothing', (width) => {
    fc.assert(
      fc.property(text, (drawn) => {
        const lines = wrap(drawn, width, '  ').split('\n');
        for (const line of lines) {
          expect(line).toBe(line.trimEnd());
          const pieces = line.trim().match(/[^\s\u2e80-\uffef]+|[\u2e80-\uffef]/g) ?? [];
          const alone = /^\S*$/.test(line.trim()) && pieces.length > 0;
          if (!alone) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        }
        expect(lines.join('').replace(/\s/g, '')).toBe(drawn.replace(/\s/g, ''));
      }),
    );
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    const line = '镜像标签（浮动）会被重新推送，模型输出随之改变。';
    for (let width = 22; width < 60; width++) {
      for (const part of wrap(line, width, '').split('\n')) {
        expect(part).not.toMatch(/^[，。）]/);
        expect(part).not.toMatch(/（$/);
        expect(displayWidth(part)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('counts wide characters and emoji twice, combining marks not at all', () => {
    expect(['ab', '镜像', '（）', '🐳', 'e\u0301', '…'].map(displayWidth)).toEqual([2, 4, 4, 2, 1, 1]);
  });
});
