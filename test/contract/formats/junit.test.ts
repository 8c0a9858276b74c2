import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/junit.ts';
import { cleanReport, incompleteReport, sampleReport } from '../../report/sample.ts';
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
      input: renderJunit(report),
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.trim() }).toEqual({ status: 0, stderr: '- validates' });
  });

  it('counts an incomplete run as an error, never as green', () => {
    expect(renderJunit(incompleteReport())).toMatch(/<testsuites [^>]*errors="[1-9]/);
  });
});
