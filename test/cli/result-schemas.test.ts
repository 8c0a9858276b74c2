import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { paddleVerify, root } from './paddle-verify.ts';

const BEFORE = 'examples/bank-ocr/before';

const validators = new Map<string, ValidateFunction>();

function errorsOf(name: string, data: unknown): readonly unknown[] {
  let validate = validators.get(name);
  if (validate === undefined) {
    const schema = JSON.parse(readFileSync(`${root}rules/schemas/${name}.schema.json`, 'utf8')) as object;
    validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
    validators.set(name, validate);
  }
  return validate(data) ? [] : (validate.errors ?? []);
}

function printed(...args: readonly string[]): unknown {
  return JSON.parse(paddleVerify([...args, '-f', 'json'], BEFORE).stdout);
}

describe('the JSON of commands', () => {
  it.each([
    ['rules', ['rules', 'list']],
    ['rules', ['rules', 'list', '--policy', 'production', '--lang', 'zh']],
    ['policy', ['policy', 'show']],
    ['policy', ['policy', 'show', '--policy', 'audit']],
    ['doctor', ['doctor']],
    ['explanation', ['explain', 'tag/is-pinned']],
    ['explanation', ['explain', 'hardening/runs-as-non-root', '--lang', 'zh']],
  ])('obeys %s.schema.json: %j', (schema, args) => {
    expect(errorsOf(schema, printed(...args))).toEqual([]);
  });

  it('explains a finding as its schema says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'explained-'));
    const report = join(folder, 'report.json');
    const { stdout } = paddleVerify(['check', 'Dockerfile', '-f', 'json', '-o', `json=${report}`], BEFORE);
    const { findings } = JSON.parse(stdout) as { findings: readonly { fingerprint: string }[] };
    const explained = printed('explain', findings[0]?.fingerprint ?? '', '--report', report);
    rmSync(folder, { recursive: true });
    expect(errorsOf('explanation', explained)).toEqual([]);
    expect(explained).toMatchObject({ finding: findings[0] });
  });

  it('parses as its schema says, what is a reference and what is not', () => {
    const text = readFileSync(`${root}fixtures/reference/references.tsv`, 'utf8').replace(/\t.*$/gm, '');
    const { stdout } = paddleVerify(['parse', '-', '-f', 'json'], BEFORE, `${text}\n\${IMAGE}\nA B\n`);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(errorsOf('parsed', JSON.parse(line)), line).toEqual([]);
  });

  it('is not described where a field is missing or not known', () => {
    const doctor = printed('doctor') as Record<string, unknown>;
    const { items, ...rest } = doctor;
    expect(items).toBeDefined();
    expect(errorsOf('doctor', rest)).not.toEqual([]);
    expect(errorsOf('doctor', { ...doctor, more: 1 })).not.toEqual([]);
  });
});
