import { describe, expect, it } from 'vitest';
import { workloadArchitectureFitsNodes } from '../../../src/checks/workload/architecture-fits-nodes.ts';
import { workloadBaseMatchesNeighbours } from '../../../src/checks/workload/base-matches-neighbours.ts';
import { workloadHasDisruptionBudget } from '../../../src/checks/workload/has-disruption-budget.ts';
import { workloadHasLogRoute } from '../../../src/checks/workload/has-log-route.ts';
import { workloadIsScraped } from '../../../src/checks/workload/is-scraped.ts';
import { workloadOneDigestPerTag } from '../../../src/checks/workload/one-digest-per-tag.ts';
import { workloadSameVersion } from '../../../src/checks/workload/same-version.ts';
import { workloadScalesWithLoad } from '../../../src/checks/workload/scales-with-load.ts';
import type { FrameworkUse, ImageCensusEntry } from '../../../src/facts/inputs.ts';
import type { ImageRole } from '../../../src/facts/image.ts';
import type { SupportingObject, WorkloadSummary } from '../../../src/facts/workload.ts';
import { describeTag } from '../../../src/reference/describe.ts';
import { answer, ask } from '../ask.ts';
import {
  inventory,
  makeOf,
  place,
  reference,
  supporting,
  workloadFacts,
  workloadImage,
  workloadSummary,
  type Facts,
} from '../facts.ts';

const NONE = { declared: '' };
const GPU = 'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4';

const use = (workload: string, framework: string, changes: Partial<FrameworkUse> = {}): FrameworkUse => ({
  workload,
  container: 'server',
  image: `paddlepaddle/paddle:${framework}`,
  framework,
  cuda: null,
  builtBy: null,
  place: place(`${workload.replace('/', '-')}.yaml`, 9, 18),
  ...changes,
});

const entry = (image: string, role: ImageRole = 'container', path = 'a.yaml'): ImageCensusEntry => ({
  role,
  make: makeOf(reference(image)),
  reference: reference(image),
  tag: describeTag(reference(image)),
  place: place(path, 3, 4),
  owner: path,
});

const frameworks = (uses: readonly FrameworkUse[], unknown = 0): Facts => ({
  'inputs.frameworks': { uses, unknown },
});

describe('workload/same-version', () => {
  const [a, b, c] = [use('Deployment/a', '2.6.1'), use('Deployment/b', '2.6.1'), use('DaemonSet/c', '2.5.2')];
  it.each([
    [[], 0, 'notApplicable'],
    [[], 1, 'pass'],
    [[a], 0, 'pass'],
    [[a, b], 0, 'pass'],
    [[c, a, b], 0, 'fail:versions'],
    [[a, c], 0, 'fail:versions-even'],
  ])('%o, %i unknown: %s', (uses, unknown, expected) => {
    expect(answer(workloadSameVersion, frameworks(uses, unknown))).toBe(expected);
  });

  it('names versions, workloads and files, and points at the odd one', () => {
    expect(ask(workloadSameVersion, frameworks([a, c, b]))).toMatchObject({
      at: [9, 18, 'DaemonSet-c.yaml'],
      related: [
        [9, 18, 'Deployment-a.yaml'],
        [9, 18, 'Deployment-b.yaml'],
      ],
      data: {
        versions: ['2.6.1', '2.5.2'],
        most: '2.6.1',
        odd: ['DaemonSet/c server 2.5.2 (DaemonSet-c.yaml:9)'],
      },
    });
  });
});

describe('workload/one-digest-per-tag', () => {
  const [one, two] = [1, 2].map((digit) => `sha256:${'0'.repeat(63)}${String(digit)}`);
  const name = 'paddlepaddle/paddle:2.6.1';
  // What contradicts a pair that is known is left to tag/agrees-with-digest.
  const known = 'paddlepaddle/paddle:3.3.0-gpu-cuda12.6-cudnn9.5';
  const knownDigest = 'sha256:bb84347b6365c2980347cf784fc8be3eaa903472f5c40129cb65aaa634ebd776';
  it.each([
    [[entry(name), entry(name)], 'notApplicable'],
    [[entry(`${name}@${one}`), entry(`${name}@${one}`)], 'pass'],
    [[entry(`${name}@${one}`), entry(`docker.io/${name}@${two}`)], 'fail:several'],
    [[entry(`${name}@${one}`), entry(`paddlepaddle/paddle:2.6.2@${two}`)], 'pass'],
    [[entry(`${name}@${one}`), entry(`${name}@${two}`, 'build')], 'pass'],
    [[entry(`paddlepaddle/paddle@${one}`), entry(`paddlepaddle/paddle@${two}`)], 'notApplicable'],
    [[entry(`${known}@${knownDigest}`), entry(`${known}@${one}`)], 'pass'],
    [[entry(`${name}@${one}`), entry(`${name}@${knownDigest}`)], 'pass'],
  ])('%o: %s', (images, expected) => {
    expect(answer(workloadOneDigestPerTag, inventory({ images }))).toBe(expected);
  });
});

describe('workload/base-matches-neighbours', () => {
  const base = (image: string): Facts => inventory({ images: [entry(image, 'base', 'Dockerfile')] });
  const here = use('Deployment/a', '2.6.1', { cuda: '11.7' });
  it.each([
    [base(GPU), [], 0, 'notApplicable'],
    [base('python:3.10.14-slim'), [here], 0, 'notApplicable'],
    [inventory({ images: [entry(GPU)] }), [here], 0, 'notApplicable'],
    [base(GPU), [here], 0, 'pass'],
    [base('paddlepaddle/paddle:2.6.1'), [here], 0, 'pass'],
    [base('paddlepaddle/paddle:2.6.2'), [here], 0, 'fail:unlike'],
    [base('paddlepaddle/paddle:2.6.1-gpu-cuda12.0-cudnn8.9-trt8.6'), [here], 0, 'fail:unlike'],
    [base('paddlepaddle/paddle:2.6.2'), [{ ...here, builtBy: 'Dockerfile' }], 0, 'pass'],
    [base('paddlepaddle/paddle:2.6.2'), [here, use('Deployment/b', '2.5.2')], 0, 'notApplicable'],
    [base(GPU), [], 1, 'pass'],
  ])('%o beside %o, %i unknown: %s', (bases, uses, unknown, expected) => {
    expect(answer(workloadBaseMatchesNeighbours, { ...bases, ...frameworks(uses, unknown) })).toBe(expected);
  });

  it('names both sides', () => {
    const facts = { ...base('paddlepaddle/paddle:2.6.2'), ...frameworks([here]) };
    expect(ask(workloadBaseMatchesNeighbours, facts)).toMatchObject({
      at: [3, 4, 'Dockerfile'],
      data: { path: 'Dockerfile', runs: '2.6.2', theirs: '2.6.1 (CUDA 11.7)' },
    });
  });
});

describe('workload/architecture-fits-nodes', () => {
  const image = { container: 'server', written: GPU, architecture: 'x86_64', place: place() };
  it.each([
    [{ nodes: [] }, 'notApplicable'],
    [{ nodes: ['x86_64'], images: [image] }, 'pass'],
    [{ nodes: ['aarch64'], images: [image] }, 'fail:another'],
    [{ nodes: ['aarch64', 'x86_64'], images: [image] }, 'fail:another'],
  ])('%o: %s', (architecture, expected) => {
    expect(answer(workloadArchitectureFitsNodes, workloadFacts({ architecture }))).toBe(expected);
  });
});

describe('what a service needs beside it', () => {
  const labels = { app: 'ocr' };
  const scaler = supporting({
    kind: 'HorizontalPodAutoscaler',
    target: { kind: 'Deployment', name: 'ocr' },
  });
  const summary = { images: [workloadImage(GPU)] };
  const with_ = (objects: readonly SupportingObject[]): Facts => inventory({ supporting: objects });

  it.each([
    [{}, [], 'fail:unscaled'],
    [{}, [scaler], 'pass'],
    [{}, [{ ...scaler, kind: 'ScaledObject' as const }], 'pass'],
    [{}, [{ ...scaler, target: { kind: 'Deployment', name: 'web' } }], 'fail:unscaled'],
    [{ namespace: 'a' }, [{ ...scaler, namespace: 'b' }], 'fail:unscaled'],
    [{ kind: 'DaemonSet' }, [], 'notApplicable'],
    [{ serving: false }, [], 'notApplicable'],
    [{ engine: 'compose' as const }, [], 'notApplicable'],
    [{ images: [workloadImage('mysql:8.0.36')] }, [], 'notApplicable'],
  ])('an autoscaler: %o with %o: %s', (changes, objects, expected) => {
    const facts = { ...workloadFacts({ summary: { ...summary, ...changes } }), ...with_(objects) };
    expect(answer(workloadScalesWithLoad, facts)).toBe(expected);
  });

  const expression = (operator: string, ...values: readonly string[]) => ({ key: 'app', operator, values });
  const budget = supporting({ kind: 'PodDisruptionBudget', selector: labels });
  it.each([
    [3, [], 'fail:missing'],
    [3, [budget], 'pass'],
    [3, [{ ...budget, selector: {} }], 'pass'],
    [3, [{ ...budget, selector: { app: 'web' } }], 'fail:missing'],
    [3, [{ ...budget, selector: null }], 'fail:missing'],
    [3, [{ ...budget, selector: {}, expressions: [expression('In', 'web', 'ocr')] }], 'pass'],
    [3, [{ ...budget, selector: {}, expressions: [expression('NotIn', 'ocr')] }], 'fail:missing'],
    [3, [{ ...budget, selector: {}, expressions: [expression('Exists')] }], 'pass'],
    [3, [{ ...budget, selector: {}, expressions: [expression('DoesNotExist')] }], 'fail:missing'],
    [3, [{ ...budget, selector: {}, expressions: [expression('Contains', 'ocr')] }], 'fail:missing'],
    [1, [], 'notApplicable'],
    [null, [], 'notApplicable'],
    [null, [scaler], 'fail:missing'],
  ])('a budget: %s replicas with %o: %s', (replicas, objects, expected) => {
    const facts = { ...workloadFacts({ summary, pod: { replicas } }), ...with_(objects) };
    expect(answer(workloadHasDisruptionBudget, facts)).toBe(expected);
  });

  const scrape = { 'prometheus.io/scrape': 'true' };
  const service = supporting({ kind: 'Service', selector: labels, labels: { tier: 'ocr' } });
  const monitor = supporting({ kind: 'ServiceMonitor', selector: { tier: 'ocr' } });
  it.each([
    [{}, [], NONE, 'fail:unscraped'],
    [{}, [], { declared: 'Zabbix' }, 'pass'],
    [{ podAnnotations: scrape }, [], NONE, 'pass'],
    [{}, [{ ...service, annotations: scrape }], NONE, 'pass'],
    [{}, [{ ...service, annotations: scrape, selector: {} }], NONE, 'fail:unscraped'],
    [{}, [service, monitor], NONE, 'pass'],
    [{}, [monitor], NONE, 'fail:unscraped'],
    [{}, [service, { ...monitor, selector: null }], NONE, 'fail:unscraped'],
    [{}, [supporting({ kind: 'PodMonitor', selector: labels, namespace: 'monitoring' })], NONE, 'pass'],
    [{ serving: false }, [], NONE, 'notApplicable'],
  ])('a scrape: %o with %o, %o: %s', (changes, objects, options, expected) => {
    const facts = { ...workloadFacts({ summary: { ...summary, ...changes } }), ...with_(objects) };
    expect(answer(workloadIsScraped, facts, options)).toBe(expected);
  });
});

describe('workload/has-log-route', () => {
  const served = workloadSummary({ images: [workloadImage(GPU)] });
  const agent = (image: string, hostPaths: readonly string[]): WorkloadSummary =>
    workloadSummary({ kind: 'DaemonSet', name: 'agent', images: [workloadImage(image)], hostPaths });
  const read = ['/var/log'];
  type Case = [WorkloadSummary[], typeof NONE, string];

  it.each<Case>([
    [[], NONE, 'notApplicable'],
    [[workloadSummary({ engine: 'compose', images: [workloadImage(GPU)] })], NONE, 'notApplicable'],
    [[served], NONE, 'fail:none'],
    [[served], { declared: 'Loki' }, 'pass'],
    ...[
      'fluent/fluent-bit:3.1.9',
      'fluent/fluentd-kubernetes-daemonset:v1.17-debian-elasticsearch8-1',
      'grafana/promtail:3.0.0',
      'grafana/alloy:v1.4.0',
      'timberio/vector:0.41.1-debian',
      'docker.elastic.co/beats/filebeat:8.15.0',
    ].map((image) => [[served, agent(image, read)], NONE, 'pass'] as Case),
    [[served, agent('fluent/fluent-bit:3.1.9', ['/opt/x'])], NONE, 'fail:reads-no-logs'],
    [[served, agent('prom/node-exporter:v1.8.2', read)], NONE, 'fail:none'],
    [[served, { ...agent('grafana/promtail:3.0.0', read), kind: 'Deployment' }], NONE, 'fail:none'],
  ])('%o, %o: %s', (workloads, options, expected) => {
    expect(answer(workloadHasLogRoute, inventory({ workloads }), options)).toBe(expected);
  });
});
