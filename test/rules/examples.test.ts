import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { validateRule } from '../../src/rules/validate.ts';
import { catalogFiles } from './catalog-files.ts';
import { judgeExample } from './judge-example.ts';

const files = catalogFiles();
const rules = [...files.values()];
const examples = rules.flatMap((rule) =>
  rule.examples.map((example) => ({ id: rule.id, name: example.name, rule, example })),
);

describe('examples of the shipped rules', () => {
  it.each([...files].map(([path, rule]) => ({ path, rule })))('$path is a valid rule', ({ path, rule }) => {
    const result = validateRule(rule, path, checks);
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it('no code is used twice', () => {
    const codes = rules.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('every message is shown by an example', () => {
    const unshown = rules
      // A change has two revisions: test/cli judges real ones.
      .filter(({ id }) => id !== 'policy/is-unchanged')
      .flatMap(({ id, messages, examples: shown }) =>
        Object.keys(messages)
          .filter((message) => !shown.some((example) => example.message === message))
          .map((message) => `${id}: ${message}`),
      );
    expect(unshown).toEqual([]);
  });

  it.each(examples)('$id: $name', async ({ rule, example }) => {
    const { outcome, messages, reports } = await judgeExample(rule, example, rules);
    const report = reports.en;
    expect(report.errors).toEqual([]);
    expect({ outcome, messages }).toEqual({
      outcome: example.expect,
      messages: example.message === undefined ? [] : [example.message],
    });
    const texts = [report, reports.zh].flatMap(({ findings: all }) =>
      all.flatMap(({ message, remediation }) => [message, remediation]),
    );
    expect(texts.filter((text) => /\{[A-Za-z][A-Za-z0-9]*\}/.test(text))).toEqual([]);
  });
});
