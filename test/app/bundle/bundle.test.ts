import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck, requestOf, type CheckFlags } from '../../../src/app/check/run-check.ts';
import { runCollect } from '../../../src/app/bundle/run-collect.ts';
import { runEvaluate } from '../../../src/app/bundle/run-evaluate.ts';
import { catalogFiles } from '../../rules/catalog-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const flags: CheckFlags = {
  'inline-waivers': true,
  format: 'json',
  quiet: true,
  'allow-no-subject': true,
  'stdin-name': '<stdin>',
  policy: 'audit',
  at: '2026-11-23',
};

function streams(): { readonly stdout: PassThrough; readonly text: () => string } {
  const stdout = new PassThrough();
  const chunks: string[] = [];
  stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stdout, text: () => chunks.join('') };
}

interface Judged {
  readonly code: number;
  readonly report: Readonly<Record<string, unknown>>;
}

async function both(
  cwd: string,
): Promise<{ readonly checked: Judged; readonly evaluated: Judged; readonly bundle: string }> {
  const call = (out: PassThrough) => ({
    cwd,
    targets: ['.'],
    flags,
    locale: 'en' as const,
    now: 0,
    streams: { stdout: out, stderr: new PassThrough(), stdin: new PassThrough(), env: {} },
  });
  const [one, two] = [streams(), streams()];
  const code = await runCheck(call(one.stdout));
  const collected = call(new PassThrough());
  await runCollect({ request: requestOf(collected), output: 'evidence.out', streams: collected.streams });
  const judged = call(two.stdout);
  const request = { ...requestOf(judged), targets: [] };
  const evaluated = await runEvaluate({
    bundle: 'evidence.out',
    request,
    format: 'json',
    outputs: [],
    language: null,
    locale: 'en',
    streams: judged.streams,
  });
  const parsed = (text: string): Judged['report'] => JSON.parse(text) as Judged['report'];
  return {
    checked: { code, report: parsed(one.text()) },
    evaluated: { code: evaluated, report: parsed(two.text()) },
    bundle: readFileSync(join(cwd, 'evidence.out'), 'utf8'),
  };
}

function lay(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const examples = [...catalogFiles().values()].flatMap((rule) =>
  rule.examples.map((example, index) => ({ name: `${rule.id} ${String(index)}`, example })),
);

describe('collect and evaluate', () => {
  it('give the same result as check, over the examples of all rules', async () => {
    const different: string[] = [];
    for (const { name, example } of examples) {
      const { checked, evaluated } = await both(lay(name, example.files));
      const expected = { ...checked.report, evidence: 'bundle, unsigned' };
      if (JSON.stringify(evaluated.report) !== JSON.stringify(expected) || checked.code !== evaluated.code)
        different.push(name);
    }
    expect(different).toEqual([]);
  }, 120_000);

  it('writes no secret into a bundle, and still finds each', async () => {
    const secrets = [
      'hunter2hunter2',
      `ghp_${'a1B2'.repeat(9)}`,
      's3cr3tInUrl',
      `AKIA${'Q7'.repeat(8)}`,
      'db-pass-778',
    ];
    const [password = '', token = '', url = '', key = '', mysql = ''] = secrets;
    const { checked, evaluated, bundle } = await both(
      lay('secrets', {
        Dockerfile: [
          'FROM paddlepaddle/paddle:2.6.1',
          `ENV DB_PASSWORD=${password}`,
          `ARG TOKEN=${token}`,
          `RUN pip install -i https://bob:${url}@pypi.example.com/simple paddleocr==2.7.0`,
          `CMD ["python", "-m", "http.server", "--api-key", "${password}", "--token=${token}"]`,
        ].join('\n'),
        'run.sh': `docker run -e MYSQL_ROOT_PASSWORD=${mysql} -e AWS_ACCESS_KEY_ID=${key} mysql:8.0.36\n`,
        'deploy.yaml': [
          'apiVersion: v1',
          'kind: Pod',
          `metadata: { name: a, annotations: { note: "key ${key}" } }`,
          'spec:',
          `  containers: [{ name: a, image: "paddlepaddle/paddle:2.6.1", env: [{ name: API_TOKEN, value: ${mysql} }] }]`,
        ].join('\n'),
      }),
    );
    const leaked = secrets.filter(
      (secret) => bundle.includes(secret) || bundle.includes(Buffer.from(secret).toString('base64')),
    );
    expect(leaked).toEqual([]);
    const found = (judged: Judged) =>
      judged.report['findings'] as readonly { readonly fingerprint: string; readonly rule: string }[];
    expect(found(evaluated).map(({ fingerprint }) => fingerprint)).toEqual(
      found(checked).map(({ fingerprint }) => fingerprint),
    );
    expect(found(evaluated).map(({ rule }) => rule)).toContain('dockerfile/holds-no-secrets');
  });

  it('leaves nothing of secrets that stand in commands, texts, JSON, URLs and headers, in the report of check neither', async () => {
    const planted = new URL('../../../fixtures/app/bundle/planted/', import.meta.url);
    const files = Object.fromEntries(
      readdirSync(planted).map((name) => [name, readFileSync(new URL(name, planted), 'utf8')]),
    );
    expect(
      Object.values(files)
        .join('')
        .match(/planted/g)?.length,
    ).toBeGreaterThan(35);
    const { checked, evaluated, bundle } = await both(lay('planted', files));
    expect(bundle.match(/.{0,80}planted.{0,9}/g) ?? []).toEqual([]);
    expect(bundle).not.toContain(Buffer.from('planted-').toString('base64').slice(0, 9));
    expect(JSON.stringify(checked.report)).not.toContain('planted-');
    expect(evaluated.report).toEqual({ ...checked.report, evidence: 'bundle, unsigned' });
  });
});
