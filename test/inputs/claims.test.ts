import { describe, expect, it } from 'vitest';
import type { ContainerEngine, Mount } from '../../src/facts/container.ts';
import { observed, unavailable, type EvidenceSet } from '../../src/facts/evidence.ts';
import type { FactKind } from '../../src/facts/fact-map.ts';
import type { NodeExpression } from '../../src/facts/workload.ts';
import { addClaims } from '../../src/inputs/claims.ts';
import { frameworksOf } from '../../src/inputs/frameworks.ts';
import { originResolver, type DeclaredImage } from '../../src/inputs/origin.ts';
import type { ReadContext } from '../../src/inputs/port.ts';
import {
  containerFacts,
  place,
  workloadFacts,
  workloadImage,
  workloadSummary,
  type Facts,
} from '../checks/facts.ts';

const GPU = 'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4';
const OWN = 'harbor.bank.example/ocr/server:1.4.2';
const provenance = { collector: 'test', source: 'deploy.yaml', digest: null };

function contextOf(images: Readonly<Record<string, DeclaredImage>> = {}): ReadContext {
  return {
    lookup: () => ({ ok: false, reason: 'missing', detail: '' }),
    exists: () => false,
    buildArgs: {},
    variables: {},
    originOf: originResolver({ mirrors: {}, images, baseOf: () => null }),
  };
}

/** The facts as a reader hands them over: everything but what is added afterwards. */
function evidenceOf(facts: Facts, without: readonly FactKind[]): EvidenceSet {
  const kinds = Object.entries(facts).filter(([kind]) => !without.includes(kind as FactKind));
  return Object.fromEntries(kinds.map(([kind, value]) => [kind, observed(value, provenance)]));
}

type Changes = NonNullable<Parameters<typeof containerFacts>[0]>;

const ADDED: readonly FactKind[] = [
  'container.tag',
  'container.pull',
  'container.accelerator',
  'container.visible-devices',
  'container.driver-gate',
  'container.driver-capabilities',
  'container.library-path',
  'workload.architecture',
];

function claimed(facts: Facts, images: Readonly<Record<string, DeclaredImage>> = {}): EvidenceSet {
  const subject = { id: 'x', kind: 'container', name: 'x', location: place() } as const;
  return addClaims({ subject, evidence: evidenceOf(facts, ADDED) }, contextOf(images)).evidence;
}

describe('what a container runs', () => {
  it.each([
    [GPU, {}, { status: 'observed', value: { framework: '2.6.1', cuda: '11.7' } }],
    ['mysql:8.0.36', {}, { status: 'observed', value: null }],
    [OWN, {}, { status: 'unavailable' }],
    [
      OWN,
      { 'harbor.bank.example/ocr/server': { base: GPU } },
      { status: 'observed', value: { cuda: '11.7' } },
    ],
    [OWN, { 'harbor.bank.example/ocr/server': { base: 'python:3.10' } }, { status: 'unavailable' }],
    [OWN, { 'harbor.bank.example/ocr/server': { other: 'a consumer' } }, { status: 'observed', value: null }],
    [`paddlepaddle/paddle@sha256:${'0'.repeat(64)}`, {}, { status: 'unavailable' }],
  ])('%s with %o', (image, images, expected) => {
    expect(claimed(containerFacts({}, image), images)['container.tag']).toMatchObject(expected);
  });

  it('is not known when the image is filled in later', () => {
    const facts = containerFacts({ image: { reference: null, written: '${IMAGE}' } });
    expect(claimed(facts)).toMatchObject({
      'container.tag': { status: 'unavailable' },
      'container.pull': { status: 'unavailable' },
    });
  });
});

describe('how an image gets to its node', () => {
  it.each([
    [{ pullPolicy: 'Never' }, { status: 'observed', value: { registry: 'docker.io', policy: 'Never' } }],
    [{ pullPolicy: '${PULL}' }, { status: 'unavailable' }],
    [{ pullPolicy: '{{ .Values.pull }}' }, { status: 'unavailable' }],
    [
      { reference: null, written: null },
      { status: 'observed', value: { registry: null } },
    ],
  ])('%o', (image, expected) => {
    expect(claimed(containerFacts({ image }))['container.pull']).toMatchObject(expected);
  });
});

describe('what the environment tells the driver', () => {
  const told = (name: string, value: string | null): EvidenceSet =>
    claimed(containerFacts({ environment: { variables: { [name]: value } } }));

  it.each([
    ['NVIDIA_DISABLE_REQUIRE', 'container.driver-gate', '1', '1'],
    ['NVIDIA_DRIVER_CAPABILITIES', 'container.driver-capabilities', 'utility', 'utility'],
    ['LD_LIBRARY_PATH', 'container.library-path', '/a:/b', '/a:/b'],
  ] as const)('%s', (name, kind, value, expected) => {
    expect(told(name, value)[kind]).toMatchObject({ value: { value: expected }, gaps: [] });
  });

  it.each([
    ['NVIDIA_DISABLE_REQUIRE', 'container.driver-gate', null, null],
    ['NVIDIA_DISABLE_REQUIRE', 'container.driver-gate', '${OFF}', null],
    ['NVIDIA_DRIVER_CAPABILITIES', 'container.driver-capabilities', 'utility,{{ .Values.more }}', null],
    ['NVIDIA_VISIBLE_DEVICES', 'container.visible-devices', '<gpu-ids>', null],
    ['LD_LIBRARY_PATH', 'container.library-path', '${MORE}:/usr/local/cuda/compat', '/usr/local/cuda/compat'],
    ['LD_LIBRARY_PATH', 'container.library-path', '${ALL}', null],
  ] as const)('leaves a gap for %s, %s: %s', (name, kind, value, expected) => {
    expect(told(name, value)[kind]).toMatchObject({ value: { value: expected }, gaps: [{ what: name }] });
  });

  it('asks nobody else for a variable that is written out', () => {
    const gap = { what: 'Deployment/ocr: envFrom', why: 'x', advice: 'y' };
    const facts = containerFacts({ environment: { variables: { NVIDIA_DISABLE_REQUIRE: '0' } } });
    const evidence = {
      ...evidenceOf(facts, ADDED),
      'container.environment': observed(facts['container.environment']!, provenance, [gap]),
    };
    const subject = { id: 'x', kind: 'container', name: 'x', location: null } as const;
    const all = addClaims({ subject, evidence }, contextOf()).evidence;
    expect(all['container.driver-gate']).toMatchObject({ gaps: [] });
    expect(all['container.library-path']).toMatchObject({ gaps: [gap] });
  });
});

describe('how a container comes by an accelerator', () => {
  const visible = (value: string | null): Changes => ({
    environment: { variables: { NVIDIA_VISIBLE_DEVICES: value } },
  });
  const gpu = (limit: string): Changes => ({
    resources: {
      devices: [{ name: 'nvidia.com/gpu', vendor: 'nvidia', shared: false, request: limit, limit }],
    },
  });
  const node: Mount = {
    target: '/dev/nvidia0',
    type: 'hostPath',
    source: '/dev/nvidia0',
    readOnly: false,
    line: 7,
    column: 9,
  };
  const outside = (engine: ContainerEngine): Changes => ({ context: { engine } });

  it.each<[Changes, object]>([
    [{}, { granted: [], given: null, around: null }],
    [gpu('1'), { granted: [{ name: 'nvidia.com/gpu' }], around: null }],
    [gpu('0'), { granted: [] }],
    [{ ...gpu('1'), ...visible('all') }, { around: null }],
    [visible('all'), { around: { by: 'variable', what: 'NVIDIA_VISIBLE_DEVICES=all' } }],
    [visible('0,1'), { around: { by: 'variable' } }],
    [visible('none'), { around: null }],
    [visible('void'), { around: null }],
    [
      { ...visible('all'), ...outside('compose') },
      { given: 'NVIDIA_VISIBLE_DEVICES=all', around: null },
    ],
    [{ ...outside('docker-run'), resources: { gpus: 'all' } }, { given: 'all' }],
    [{ ...outside('compose'), resources: { runtimeClass: 'nvidia' } }, { given: 'runtime nvidia' }],
    [{ resources: { runtimeClass: 'nvidia' } }, { given: null }],
    [{ mounts: { mounts: [node] } }, { around: { by: 'device', what: '/dev/nvidia0', at: [7, 9] } }],
    [{ ...outside('docker-run'), mounts: { devices: ['/dev/nvidia0'] } }, { around: { by: 'device' } }],
  ])('%o', (changes, expected) => {
    expect(claimed(containerFacts(changes))['container.accelerator']).toMatchObject({ value: expected });
  });

  it('leaves a gap where the variable comes from elsewhere, and none where a GPU is granted', () => {
    const gaps = (changes: Changes): unknown => claimed(containerFacts(changes))['container.accelerator'];
    expect(gaps(visible(null))).toMatchObject({ gaps: [{ what: 'NVIDIA_VISIBLE_DEVICES' }] });
    expect(gaps({ ...visible(null), ...gpu('1') })).toMatchObject({ gaps: [] });
  });

  it('is not known when the environment is not, unless a GPU is granted', () => {
    const unknown = unavailable('dependency-unavailable', 'x', 'y', provenance);
    const accelerator = (changes: Changes): unknown => {
      const evidence = { ...evidenceOf(containerFacts(changes), ADDED), 'container.environment': unknown };
      const subject = { id: 'x', kind: 'container', name: 'x', location: null } as const;
      return addClaims({ subject, evidence }, contextOf()).evidence['container.accelerator'];
    };
    expect(accelerator({})).toMatchObject({ status: 'unavailable' });
    expect(accelerator(gpu('1'))).toMatchObject({ status: 'observed' });
  });
});

describe('architectures of a workload', () => {
  const images = [workloadImage(GPU)];
  const term = (operator: string, ...values: string[]): NodeExpression => ({
    key: 'kubernetes.io/arch',
    operator,
    values,
  });
  it.each([
    [{}, []],
    [{ nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, ['aarch64']],
    [{ nodeSelector: { 'beta.kubernetes.io/arch': 'amd64' } }, ['x86_64']],
    [{ requiredTerms: [[term('In', 'amd64', 'arm64')]] }, ['x86_64', 'aarch64']],
    [{ requiredTerms: [[term('In', 'amd64')], [term('In', 'arm64')]] }, ['x86_64', 'aarch64']],
    [{ requiredTerms: [[term('In', 'amd64')], []] }, []],
    [{ requiredTerms: [[term('NotIn', 'arm64')]] }, ['x86_64']],
    [{ requiredTerms: [[term('NotIn', 'amd64')]] }, ['aarch64']],
    [{ requiredTerms: [[term('NotIn', 's390x')]] }, []],
  ])('%o selects %j', (placement, nodes) => {
    const evidence = claimed(workloadFacts({ placement, summary: { images } }));
    expect(evidence['workload.architecture']).toMatchObject({ value: { nodes } });
  });

  it('leaves a gap for an image of unknown make, and none for one that is known to be something else', () => {
    const placement = { nodeSelector: { 'kubernetes.io/arch': 'amd64' } };
    const summary = { images: [workloadImage(GPU), workloadImage(OWN), workloadImage('mysql:8.0.36')] };
    expect(claimed(workloadFacts({ placement, summary }))['workload.architecture']).toMatchObject({
      value: { images: [{ architecture: 'x86_64' }] },
      gaps: [{ what: OWN }],
    });
  });
});

describe('which Paddle the workloads run', () => {
  const running = (image: string, changes = {}): ReturnType<typeof workloadSummary> =>
    workloadSummary({ images: [workloadImage(image)], ...changes });
  it.each([
    [[running(GPU)], ['2.6.1'], 0],
    [[running('mysql:8.0.36')], [], 0],
    [[running(OWN)], [], 1],
    [[running('paddlepaddle/paddle:latest-gpu')], [], 1],
    [[running('paddlepaddle/paddle:2.6')], [], 1],
    [[running(GPU, { runsToCompletion: true })], [], 0],
    [[running(GPU, { images: [workloadImage(GPU, { phase: 'init' })] })], [], 0],
    [[running(GPU, { serving: false })], ['2.6.1'], 0],
  ])('%o: %j, %i unknown', (workloads, versions, unknown) => {
    const { value, gaps } = frameworksOf(workloads);
    expect(value.uses.map(({ framework }) => framework)).toEqual(versions);
    expect([value.unknown, gaps.length]).toEqual([unknown, unknown]);
  });
});
