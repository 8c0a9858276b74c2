import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/junit.ts';
import { cleanReport, incompleteReport, sampleReport, textOf } from '../../report/sample.ts';
import { needs } from '../component.ts';

const xmllint = needs('xmllint');
const schema = fileURLToPath(new URL('../../../fixtures/report/junit.xsd', import.meta.url));

describe.skipIf(!xmllint.available)(`the JUnit report ${xmllint.reason}`, () => {
  it.each([
    ['fail', sampleReport()],
    ['zh', sampleReport({ language: 'zh' })],
    ['incomplete', incompleteReport()],
    ['pass', cleanReport()],
  ])('is valid against the schema: %s', (_, report) => {
    const { status, stderr } = spawnSync(xmllint.path, ['--noout', '--nonet', '--schema', schema, '-'], {
      input: textOf(renderJunit(report)),
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.trim() }).toEqual({ status: 0, stderr: '- validates' });
  });

  it('names each case once, and counts what stands in it', () => {
    const report = sampleReport();
    const [one] = report.findings;
    const xml = textOf(
      renderJunit({ ...report, findings: [...report.findings, { ...one!, fingerprint: 'other' }] }),
    );
    const cases = [...xml.matchAll(/<testcase (classname="[^"]*" name="[^"]*")/g)].map(([, name]) => name);
    expect(new Set(cases).size).toBe(cases.length);
    for (const [, tests, failures, errors, skipped, body] of xml.matchAll(
      /<testsuites? name="[^"]*" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)" time="0">([\s\S]*?)(?=<\/testsuite>\n(?: {2}<testsuite |<\/testsuites>))/g,
    )) {
      const count = (element: string): string =>
        String((body?.match(new RegExp(`<${element}\\b`, 'g')) ?? []).length);
      if (body?.includes('<testsuite ')) continue;
      expect([tests, failures, errors, skipped]).toEqual(
        ['testcase', 'failure', 'error', 'skipped'].map(count),
      );
    }
  });

  it('shows what cannot be seen in a name', () => {
    expect(textOf(renderJunit(sampleReport()))).toContain(String.raw`\u202egnp.exe`);
  });

  it('counts an incomplete run as an error, never as green', () => {
    expect(textOf(renderJunit(incompleteReport()))).toMatch(/<testsuites [^>]*errors="[1-9]/);
  });
});
