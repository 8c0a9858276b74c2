import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './folder.ts';

describe('explain', () => {
  it('prints why, how to mend, the policy in force and the examples', () => {
    const { stdout, code } = runIn(folderWith({}), ['explain', 'PV1001']);
    expect(code).toBe(0);
    for (const part of [
      'PV1001 tag/is-pinned',
      'Why',
      'How to mend',
      'baseline: selected, high',
      'FROM paddlepaddle/paddle',
      'https://',
    ])
      expect(stdout).toContain(part);
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .filter((line) => !line.includes('|') && !line.includes('http'))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  it('speaks Chinese when asked to', () => {
    const { stdout } = runIn(folderWith({}), ['explain', 'tag/is-pinned', '--lang', 'zh']);
    expect(stdout).toContain('如何修复');
    expect(stdout).not.toContain('How to mend');
  });

  it('gives options with their defaults, and the policy that changes them', () => {
    const folder = folderWith({
      'paddle-verify.yaml':
        'rules:\n  tag/registry-is-allowed:\n    severity: critical\n    options: { allowed: [harbor.bank.example] }\n',
    });
    const { stdout } = runIn(folder, ['explain', 'tag/registry-is-allowed', '-f', 'json']);
    const { rule, inForce } = JSON.parse(stdout) as {
      rule: { options: { name: string; shipped: unknown; here: unknown }[] };
      inForce: { severity: string; severityFrom: string };
    };
    expect(rule.options).toMatchObject([{ name: 'allowed', shipped: [], here: ['harbor.bank.example'] }]);
    expect(inForce).toMatchObject({ severity: 'critical', severityFrom: 'paddle-verify.yaml:2:3' });
  });

  it('says what is not selected and what would select it', () => {
    const { stdout } = runIn(folderWith({}), ['explain', 'tag/has-digest']);
    expect(stdout).toContain('not selected; --policy production selects it');
  });

  it('explains a finding of a report with its place, message and evidence', () => {
    const folder = folderWith({ Dockerfile: 'FROM paddlepaddle/paddle:latest\nUSER 1000\n' });
    const check = runIn(folder, ['check', '.', '-o', 'json=report.json']);
    expect(check.code).toBe(1);
    const report = JSON.parse(runIn(folder, ['check', '.', '-f', 'json']).stdout) as {
      findings: { rule: string; fingerprint: string; message: string }[];
    };
    const finding = report.findings.find(({ rule }) => rule === 'tag/is-pinned');
    const name = finding?.fingerprint.slice(0, 8) ?? '';
    const { stdout, code } = runIn(folder, ['explain', name, '--report', 'report.json']);
    expect(code).toBe(0);
    expect(stdout).toContain('Dockerfile:1:6');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(finding?.message);
    expect(stdout).toContain('Evidence: image.reference');
  });

  it.each([
    [['explain', 'is-pined'], 'did you mean tag/is-pinned'],
    [['explain', '3f9a1c22'], '--report report.json'],
    [['explain', '3f9a1c22', '--report', 'none.json'], 'no such report'],
    [['explain', '3f9a1c22', '--report', '.'], 'not a regular file'],
    [['explain', '3f9a1c22', '--report', 'odd.json'], 'no JSON report'],
    [['explain', '3f9a1c22', '--report', 'empty.json'], 'holds 0 findings'],
    [['explain', '3f9a1c22', '--report', 'paddle-verify.yaml'], 'no JSON report'],
  ])('%j is exit 2: %s', (argv, said) => {
    const folder = folderWith({
      'paddle-verify.yaml': 'extends: baseline\n',
      'odd.json': '{"schema":"https://paddle-verify.dev/schemas/report/1","findings":[null]}',
      'empty.json': '{"schema":"https://paddle-verify.dev/schemas/report/1","findings":[]}',
    });
    const { stderr, code } = runIn(folder, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
