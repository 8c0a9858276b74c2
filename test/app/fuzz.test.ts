import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/app/policy/configuration.ts';
import { bookOf, finish, reportOf } from '../../src/app/check/check.ts';
import { scanAll } from '../../src/app/check/scan-all.ts';
import type { FileSource } from '../../src/facts/file-source.ts';
import type { Report } from '../../src/findings/report.ts';
import { check, folderOf, NOW } from './call.ts';

const NOTHING: FileSource = {
  read: (path) => ({ ok: false, reason: 'missing', detail: path }),
  exists: () => false,
  isFolder: () => false,
  list: () => [],
};

/** Valid files of each kind, to be mangled. */
const SEEDS: Readonly<Record<string, string>> = {
  Dockerfile: `# syntax=docker/dockerfile:1\nARG TAG=2.6.1\nFROM paddlepaddle/paddle:\${TAG:-2.6.1} AS base\nENV A=1 B="two words"\nRUN --mount=type=cache,target=/x pip install -r requirements.txt && \\\n  rm -rf /x\nRUN <<EOF\npip install paddlepaddle-gpu==2.6.2\nEOF\nFROM base\nCOPY --from=base /a /b\nUSER 1000\nHEALTHCHECK CMD curl -f http://localhost/\nCMD ["python", "serve.py"]\n`,
  'requirements.txt': 'paddlepaddle==2.6.2 --hash=sha256:00\n-i https://pypi.org/simple\n',
  'compose.yaml': `services:\n  ocr: &ocr\n    image: "paddlepaddle/paddle:\${TAG:-2.6.1}"\n    user: "1000"\n    read_only: yes\n    deploy: {resources: {limits: {cpus: "2"}, reservations: {devices: [{capabilities: [gpu], count: 1}]}}}\n  two:\n    <<: *ocr\n    privileged: true\n    command: ["docker", "run", "a:1"]\n`,
  '.env': 'TAG=2.6.1\n',
  'deploy.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ocr, namespace: bank}\nspec:\n  template:\n    metadata: {labels: {app: ocr}}\n    spec:\n      securityContext: {runAsNonRoot: true, runAsUser: 1000}\n      containers:\n      - name: ocr\n        image: registry.bank.example/ocr@sha256:${'0'.repeat(64)}\n        resources: {limits: {nvidia.com/gpu: 1, memory: 4Gi}, requests: {cpu: 500m}}\n        env: [{name: A, value: "$(B)"}]\n---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\n`,
  'pod.json':
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"a:1","securityContext":{"privileged":false}}]}}',
  'kustomization.yaml':
    'resources: [deploy.yaml]\nimages: [{name: registry.bank.example/ocr, newTag: "2"}]\npatches: [{patch: "- op: replace\\n  path: /spec/replicas\\n  value: 3", target: {kind: Deployment}}]\n',
  '.gitlab-ci.yml':
    'variables: {TAG: "2.6.1"}\nstages: [t]\nt:\n  image: paddlepaddle/paddle:$TAG\n  script: ["docker run --gpus all paddlepaddle/paddle:$TAG"]\n',
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  t:\n    runs-on: ubuntu-latest\n    container: paddlepaddle/paddle:${{ matrix.tag }}\n    strategy: {matrix: {tag: ["2.6.1"]}}\n    steps: [{run: "docker run a:1"}, {uses: "docker://a:1"}]\n',
  'run.sh':
    '#!/bin/bash\nset -e\nTAG=${1:-2.6.1}\nif true; then docker run --gpus all -v /a:/b "paddlepaddle/paddle:$TAG" python a.py; fi\ncat <<E | sh\ndocker pull a:1\nE\n',
  Makefile: 'TAG ?= 2.6.1\nrun:\n\t@docker run --rm paddlepaddle/paddle:$(TAG)\n',
  'templates/a.yaml': 'kind: Pod\nspec: {{ .Values.spec }}\n',
};
const NAMES = Object.keys(SEEDS);
const TOKENS = [
  ...['{', '}', '[', ']', ':', '- ', '\n', '\t', '"', "'", '\\', '$', '${', '$(', '`', '#', '&a ', '*a', '<<: ', '|', '>-'],
  ...['__proto__', 'constructor', 'null', '~', 'yes', '0777', '---\n', '...\n', '\0', '\ufeff', '\r', '\u2028', '\ud800', '\u{1F600}'],
  ...['FROM ', 'RUN ', '<<EOF\n', 'apiVersion: v1\n', 'kind: List\n', 'image: ', 'services:\n', '!!binary ', '{{', '-e ', '@sha256:'],
]; // prettier-ignore

const configuration = await loadConfiguration({
  cwd: '/',
  policy: 'production',
  config: null,
  ruleFolders: [],
  failOn: null,
  fleet: null,
  source: NOTHING,
});

async function judge(files: ReadonlyMap<string, Uint8Array>): Promise<Report> {
  const source: FileSource = {
    ...NOTHING,
    exists: (path) => files.has(path),
    read: (path) => {
      const bytes = files.get(path);
      return bytes === undefined
        ? { ok: false, reason: 'missing', detail: path }
        : { ok: true, bytes, digest: '' };
    },
  };
  const items = [...files.keys()].map((path) => ({ path, named: true, problem: null }));
  const book = bookOf(configuration, 0);
  const shares = await scanAll(items, {
    source,
    configuration,
    request: { buildArgs: {}, variables: {} },
    book,
  });
  const run = finish(shares, book, {
    configuration,
    at: NOW,
    inlineWaivers: true,
    allowNoSubject: true,
    evidence: 'collected now',
    machines: { facts: {}, tables: [] },
    extra: () => [],
  });
  return reportOf(run, configuration, 'en');
}

/** What holds of every report, whatever was read. */
function expectSound(report: Report, files: ReadonlyMap<string, Uint8Array>): void {
  expect(report.errors).toEqual([]);
  const { counts, findings, notChecked, rules, verdict } = report;
  expect(counts.fail).toBe(findings.length);
  expect(counts.notChecked).toBe(notChecked.length);
  const sum = rules.reduce((total, rule) => total + rule.counts.pass + rule.counts.notApplicable, 0);
  expect(counts.pass + counts.notApplicable).toBe(sum);
  expect(rules.filter((rule) => rule.checked).length).toBe(report.coverage.checked);
  const failing = findings.some((finding) => finding.failing && finding.waived === null);
  const open = notChecked.some(({ required }) => required);
  expect(verdict).toBe(failing ? 'fail' : open ? 'incomplete' : 'pass');
  // No file is lost, and none that could not be read looks clean.
  expect(report.inputs.map(({ path }) => path).sort()).toEqual([...files.keys()].sort());
  for (const { path, readable } of report.inputs)
    if (!readable)
      expect(findings.some((f) => f.rule === 'input/is-readable' && f.subject.name === path)).toBe(true);
  const prints = findings.map(({ fingerprint }) => fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
}

const mangled = fc
  .record({
    name: fc.constantFrom(...NAMES),
    edits: fc.array(
      fc.record({
        at: fc.nat({ max: 1000 }),
        cut: fc.nat({ max: 40 }),
        put: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 8 })),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ name, edits }) => {
    let text = SEEDS[name] ?? '';
    for (const { at, cut, put } of edits) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + put + text.slice(start + cut);
    }
    return [name, new TextEncoder().encode(text)] as const;
  });

describe('whatever stands in the files', () => {
  it('the seeds are read whole', async () => {
    const files = new Map(NAMES.map((name) => [name, new TextEncoder().encode(SEEDS[name])]));
    const report = await judge(files);
    expectSound(report, files);
    expect(report.inputs.filter(({ readable }) => !readable)).toEqual([]);
  });

  it('random bytes under any name give a sound report', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...NAMES), fc.uint8Array({ maxLength: 200 }), {
          minKeys: 1,
          maxKeys: 4,
        }),
        async (content) => {
          const files = new Map(Object.entries(content));
          expectSound(await judge(files), files);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('mangled files give a sound report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mangled, { minLength: 1, maxLength: 3 }), async (changed) => {
        const files = new Map(changed);
        expectSound(await judge(files), files);
      }),
      { numRuns: 1000 },
    );
  });

  it('the order in which they are named does not change the report', async () => {
    const folder = folderOf(SEEDS);
    const { report: expected } = await check(folder, NAMES);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(NAMES, { minLength: NAMES.length }), async (order) => {
        expect((await check(folder, order)).report).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
