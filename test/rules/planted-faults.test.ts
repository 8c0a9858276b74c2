import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeFolder, type Files } from './judge-folder.ts';

/** `RULE:MESSAGE` of every finding of the whole catalogue under a shipped policy. */
async function findings(files: Files, basis: 'baseline' | 'production'): Promise<readonly string[]> {
  const judged = await judgeFolder(files, basis);
  expect(judged.errors).toEqual([]);
  return judged.findings.map(({ rule, message }) => `${rule}:${message}`);
}

const P = 'docker.io/paddlepaddle/paddle';
const digest = 'sha256:bb84347b6365c2980347cf784fc8be3eaa903472f5c40129cb65aaa634ebd776';
const image = `${P}:3.3.0-gpu-cuda12.6-cudnn9.5@${digest}`;
const released = `${P}:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4`;
const clean = readFileSync(new URL('../../fixtures/rules/clean.yaml', import.meta.url), 'utf8');

/** A text is replaced wherever it stands, a pattern where it stands first. */
function changed(from: string | RegExp, to: string, text = clean): string {
  const result = typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to);
  if (result === text) throw new Error(`the clean file does not hold ${String(from)}`);
  return result;
}

const named = (name: string): Files => ({ 'deploy.yaml': changed(image, name) });
const edited = (from: string | RegExp, to = ''): Files => ({ 'deploy.yaml': changed(from, to) });
const variable = (name: string, value: string): string => `env:\n            - { name: ${name}, value: "${value}" }`;
const withoutGpu = changed(', nvidia.com/gpu: 1', '');

const beside = (path: string, text: string): Files => ({ 'deploy.yaml': clean, [path]: text });

describe('a clean set of files gives no finding', () => {
  it.each(['baseline', 'production'] as const)('%s', async (basis) => {
    expect(await findings({ 'deploy.yaml': clean }, basis)).toEqual([]);
  });
});

describe('one fault gives one finding', () => {
  it.each<[string, Files]>([
    ['tag/is-pinned:no-tag', named(P)],
    ['tag/is-pinned:floating', named(`${P}:latest`)],
    ['tag/is-pinned:floating', named(`${P}:latest-gpu`)],
    ['tag/is-pinned:floating', named(`${P}:latest-dev-cuda11.8-cudnn8.6-trt8.5-gcc82`)],
    ['tag/is-seen:unsuffixed-wheel', named(`${P}:2.6.0-gpu-cuda11.8-cudnn8`)],
    ['tag/is-seen:not-published', named(`${P}:2.6.0-gpu-cuda13.0-cudnn9.13-trt8.5`)],
    ['tag/is-understood:tokens-near', named(`${P}:3.O.0-gpu-cuda11.8-cudnn8.9-trt8.6`)],
    ['tag/is-understood:tokens-near', named(`${P}:3.3.0-gpu-cuda12.6-cudnn9.5-qwertz`)],
    ['tag/is-final-release:pre-release', named(`${P}:2.2.0rc0-gpu-cuda10.2-cudnn7`)],
    ['tag/is-for-production:flavour', named(`${P}:2.6.1-jupyter`)],
    ['tag/registry-is-current:deprecated', named('hub.baidubce.com/paddlepaddle/paddle:2.1.0-gpu-cuda11.2-cudnn8')],
    ['tag/has-right-case:host-deprecated', named('Hub.baidubce.com/paddlepaddle/paddle:2.1.0-gpu-cuda11.2-cudnn8')],
    ['tag/has-right-case:tag', named(`${P}:2.1.0-gpu-cuda11.2-cuDNN8`)],
    ['tag/is-fully-qualified:short', named('paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4')],
    ['tag/agrees-with-digest:digest-of-another-tag', named(`${released}@${digest}`)],
    ['tag/is-fixed-beside-digest:floating', named(`${P}:latest-gpu@${digest}`)],
    ['workload/has-requests:limits-instead', edited(/ +requests:.*\n/)],
    ['workload/has-limits:kubernetes', edited(/ +limits:.*\n/)],
    ['workload/has-accelerator:kubernetes', { 'deploy.yaml': withoutGpu }],
    ['workload/device-request-equals-limit:differs', edited('8Gi, nvidia.com/gpu: 1', '8Gi, nvidia.com/gpu: 2')],
    ['workload/has-no-idle-accelerator:idle', named(`${P}:2.6.1`)],
    ['workload/uses-device-plugin:variable', { 'deploy.yaml': changed('env:', variable('NVIDIA_VISIBLE_DEVICES', 'all'), withoutGpu) }],
    ['workload/grants-compute:without-compute', edited('compute,utility', 'utility')],
    ['workload/keeps-driver-gate:disabled', edited('env:', variable('NVIDIA_DISABLE_REQUIRE', 'true'))],
    ['workload/leaves-cuda-compat-alone:compat', edited('env:', variable('LD_LIBRARY_PATH', '/usr/local/cuda/compat'))],
    ['workload/has-liveness-probe:kubernetes', edited(/ +livenessProbe:.*\n/)],
    ['workload/has-readiness-probe:missing', edited(/ +readinessProbe:.*\n/)],
    ['workload/has-startup-probe:killed-while-loading', edited(/ +startupProbe:.*\n/)],
    ['workload/has-shared-memory-to-serve:kubernetes', edited(/ +- \{ name: shm, mountPath.*\n/)],
    ['workload/pull-policy-fits-tag:never', edited('IfNotPresent', 'Never')],
    ['workload/mounts-models-read-only:kubernetes', edited('models, readOnly: true', 'models')],
    ['workload/architecture-fits-nodes:another', edited('arch: amd64', 'arch: arm64')],
    ['workload/same-version:versions-even', beside('two.yaml', changed('ocr', 'two', changed(image, released)))],
    ['workload/base-matches-neighbours:unlike', beside('Dockerfile', `FROM ${released}\nUSER 10001\n`)],
    ['input/is-readable:problem', edited('imagePullPolicy', `image: ${image}\n          imagePullPolicy`)],
  ])('%s', async (expected, files) => {
    expect(await findings(files, 'baseline')).toEqual([expected]);
  });

  it.each<[string, Files]>([
    ['tag/has-digest:missing', named(`${P}:3.3.0-gpu-cuda12.6-cudnn9.5`)],
    ['tag/has-digest:missing-and-partial', { 'deploy.yaml': clean.replace(/fluent-bit:3\.1\.9@sha256:[0-9]+/, 'fluent-bit:3.1') }],
    ['workload/has-log-route:reads-no-logs', edited('path: /var/log', 'path: /opt')],
    ['workload/has-log-route:none', edited('fluent/fluent-bit', 'prom/node-exporter')],
    ['workload/is-scraped:unscraped', edited('prometheus.io/scrape: "true", ')],
    ['workload/scales-with-load:unscaled', edited('kind: Deployment, name: ocr', 'kind: Deployment, name: web')],
    ['workload/has-disruption-budget:missing', edited('selector: { matchLabels: { app: ocr, tier: api } }', 'selector: { matchLabels: { app: web } }')],
  ])('%s, in production', async (expected, files) => {
    expect(await findings(files, 'production')).toEqual([expected]);
  });
});
