import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../src/findings/report.ts';
import { renderGithub } from '../../src/report/github.ts';
import { oneLine } from '../../src/report/printable.ts';
import { HOSTILE, incompleteReport, sampleReport, textOf } from './sample.ts';

interface Command {
  readonly kind: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly message: string;
}

/** Reads a line as the runner does: https://github.com/actions/runner, ActionCommand.TryParseV2. */
function commandOf(line: string): Command | null {
  const text = line.trimStart();
  if (!text.startsWith('::')) return null;
  const end = text.indexOf('::', 2);
  if (end < 0) return null;
  const head = text.slice(2, end);
  const space = head.indexOf(' ');
  const kind = space < 0 ? head : head.slice(0, space);
  const plain = (value: string): string =>
    value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const pairs = (space < 0 ? '' : head.slice(space + 1)).split(',').filter((pair) => pair !== '');
  const properties = new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [
        pair.slice(0, at),
        plain(
          pair
            .slice(at + 1)
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ),
      ];
    }),
  );
  return { kind, properties, message: plain(text.slice(end + 2)) };
}

const [sample] = sampleReport().findings as readonly [Finding];
const withText = (text: string, more: Partial<Finding> = {}): Finding => ({
  ...sample,
  message: text,
  remediation: '',
  location: { path: text, line: 3, column: 5 },
  ...more,
});
const annotations = (report: Report): readonly Command[] =>
  textOf(renderGithub(report))
    .split('\n')
    .flatMap((line) => commandOf(line) ?? [])
    .filter(({ kind }) => ['error', 'warning', 'notice'].includes(kind));

describe('GitHub annotations', () => {
  it('give the runner each text back, whatever it holds', () => {
    const texts = fc.string({
      unit: fc.constantFrom('%', '\n', ':', ',', '=', '%0A', '%25', '::', ' ', 'a', '文'),
    });
    fc.assert(
      fc.property(texts, (text) => {
        const [first] = annotations(sampleReport({ findings: [withText(`x${text}x`)], notChecked: [] }));
        expect(first?.kind).toBe('error');
        expect(first?.message).toBe(`x${text}x`);
        expect(first?.properties.get('file')).toBe(`x${text}x`);
        expect([...(first?.properties.keys() ?? [])]).toEqual(['file', 'line', 'col', 'title']);
      }),
    );
  });

  it('hold no command of a hostile text, in the log either', () => {
    const findings = Array.from({ length: 30 }, () =>
      withText(`::add-mask::x\n::stop-commands::y ##[set-env]${HOSTILE}`),
    );
    const text = textOf(renderGithub(sampleReport({ findings })));
    const kinds = text.split('\n').flatMap((line) => commandOf(line)?.kind ?? []);
    expect(new Set(kinds)).toEqual(new Set(['error', 'group', 'endgroup']));
    // The older form is looked for anywhere in a line, but only where the newer one has not been found.
    expect(text.split('\n').filter((line) => !line.startsWith('::') && line.includes('##['))).toEqual([]);
    expect(oneLine(text.replaceAll('\n', ''))).toBe(text.replaceAll('\n', ''));
  });

  it('are no more than GitHub takes: the most severe are kept, the rest is in the log and counted', () => {
    const findings = [
      ...Array.from({ length: 25 }, (_, at) => withText(`m${String(at)}`, { severity: 'medium' })),
      ...Array.from({ length: 14 }, (_, at) => withText(`h${String(at)}`, { severity: 'high' })),
      withText('the worst', { severity: 'critical' }),
    ];
    const report = sampleReport({ findings, notChecked: [] });
    const commands = annotations(report);
    const count = (kind: string): number => commands.filter((one) => one.kind === kind).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 0]);
    expect(commands[0]?.message).toBe('the worst');
    expect(commands.at(-1)?.message).toContain('21 more than GitHub annotates');
    const text = textOf(renderGithub(report));
    for (const { message } of findings) expect(text).toMatch(new RegExp(`(?:::|: )${message}$`, 'm'));
  });

  it('end a report that is incomplete or broke off with an error', () => {
    const broken = sampleReport({
      verdict: 'error',
      exitCode: 4,
      findings: [],
      notChecked: [],
      errors: [{ rule: 'tag/is-pinned', subject: 's', cause: 'it broke' }],
    });
    expect(annotations(incompleteReport()).map(({ kind }) => kind)).toEqual(['error', 'error']);
    expect(annotations(broken)[0]?.message).toContain('it broke');
    expect(annotations(broken).at(-1)).toMatchObject({ kind: 'error' });
  });
});
