import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FactKind, FactMap } from '../../../src/facts/fact-map.ts';
import { factOf, idsOf, readManifest } from './manifest.ts';

/* The cases on which other tools were measured: what each file says, as facts. */
const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/inputs/kubernetes/peers');

const read = (name: string) => {
  const file = readdirSync(FOLDER).find((entry) => entry.startsWith(`${name}-`)) ?? '';
  return readManifest(readFileSync(path.join(FOLDER, file), 'utf8'), file);
};

const DEFAULT = { type: 'RuntimeDefault', localhostProfile: null };
const UNCONFINED = { type: 'Unconfined', localhostProfile: null };
const MAIN = 'Deployment/ocr/container/server';

type Expected = { readonly [K in FactKind]?: { readonly [F in keyof FactMap[K]]?: unknown } };

const CASES: readonly (readonly [string, string, Expected])[] = [
  [
    '00',
    MAIN,
    {
      'container.identity': { runAsUser: 10001, runAsNonRoot: true },
      'container.privileges': {
        privileged: null,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilitiesDrop: ['ALL'],
      },
      'container.profiles': { seccomp: DEFAULT, appArmorField: DEFAULT, appArmorAnnotation: null },
      'container.resources': {
        requestCpu: '2',
        limitMemory: '16Gi',
        devices: [{ name: 'nvidia.com/gpu', vendor: 'nvidia', shared: false, request: '1', limit: '1' }],
      },
      'container.probes': { startup: null },
      'container.context': { serving: true, workloadKind: 'Deployment', phase: 'main', ports: [8080] },
    },
  ],
  [
    '01',
    'init-container/fetch/image',
    { 'image.reference': { written: 'paddlepaddle/paddle:latest' }, 'image.use': { role: 'init-container' } },
  ],
  [
    '02',
    'ephemeral-container/debug/image',
    {
      'image.reference': { written: 'paddlepaddle/paddle:latest' },
      'image.use': { role: 'ephemeral-container' },
    },
  ],
  [
    '03',
    'CronJob/ocr/container/server',
    { 'container.context': { runsToCompletion: true, workloadKind: 'CronJob' } },
  ],
  [
    '04',
    MAIN,
    { 'container.context': { serving: true }, 'container.image': { written: 'paddlepaddle/paddle:latest' } },
  ],
  ['05', MAIN, { 'container.image': { written: '', reference: null } }],
  ['06', MAIN, { 'container.image': { written: 'paddlepaddle/paddle:latest', pullPolicy: 'IfNotPresent' } }],
  ['07', MAIN, { 'container.image': { pullPolicy: 'Never' } }],
  [
    '08',
    MAIN,
    {
      'container.identity': {
        runAsUser: 10001,
        runAsNonRoot: true,
        from: { runAsUser: 'pod', runAsNonRoot: 'pod' },
      },
    },
  ],
  ['09', MAIN, { 'container.identity': { runAsUser: 0, runAsNonRoot: true } }],
  [
    '10',
    MAIN,
    {
      'container.identity': {
        runAsUser: 0,
        runAsNonRoot: false,
        from: { runAsUser: 'container', runAsNonRoot: 'container' },
      },
    },
  ],
  ['11', MAIN, { 'container.profiles': { appArmorField: null, appArmorAnnotation: null } }],
  ['12', MAIN, { 'container.profiles': { appArmorField: null, appArmorAnnotation: DEFAULT } }],
  ['13', MAIN, { 'container.profiles': { appArmorField: UNCONFINED } }],
  [
    '14',
    MAIN,
    {
      'container.profiles': {
        appArmorField: { type: 'Localhost', localhostProfile: 'paddle' },
        appArmorAnnotation: UNCONFINED,
      },
    },
  ],
  ['15', MAIN, { 'container.profiles': { seccomp: UNCONFINED } }],
  [
    '16',
    'Rollout/ocr/container/server',
    { 'container.privileges': { privileged: true }, 'container.identity': { runAsUser: 0 } },
  ],
  [
    '17',
    'predictor/container/kserve-container',
    {
      'container.privileges': { privileged: true },
      'container.context': { serving: true },
      'container.profiles': { appArmorAnnotation: UNCONFINED },
    },
  ],
  [
    '18',
    'Job/ocr/tasks/worker/container/server',
    { 'container.privileges': { privileged: true }, 'container.context': { runsToCompletion: true } },
  ],
  [
    '19',
    'PaddleJob/ocr/ps/container/server',
    { 'container.privileges': { privileged: true }, 'container.context': { runsToCompletion: true } },
  ],
  ['20', MAIN, { 'container.image': { written: 'paddlepaddle/paddle:latest-gpu' } }],
  [
    '21',
    MAIN,
    { 'container.image': { written: 'paddlepaddle/paddle:nightly-gpu-cuda12.0-cudnn8.9-trt8.6' } },
  ],
  ['22', MAIN, { 'container.image': { reference: expect.objectContaining({ tag: null, digest: null }) } }],
  ['23', MAIN, { 'container.image': { reference: expect.objectContaining({ digest: null }) } }],
  ['24', MAIN, { 'container.image': { tag: expect.objectContaining({ seen: 'contradicted' }) } }],
  [
    '25',
    MAIN,
    { 'container.resources': { limitCpu: null, limitMemory: null, requestCpu: null, devices: [] } },
  ],
  ['26', MAIN, { 'container.probes': { liveness: null } }],
  ['27', MAIN, { 'container.profiles': { seccomp: null } }],
];

describe.each(CASES)('case %s', (name, subject, expected) => {
  it(`${subject} is read`, () => {
    const reading = read(name);
    expect(reading.unread).toEqual([]);
    expect(reading.problems.map(({ code }) => code)).toEqual(name === '05' ? ['no-image'] : []);
    for (const [kind, value] of Object.entries(expected))
      expect(factOf(reading, subject, kind as FactKind), kind).toMatchObject(value);
  });
});

it('every pod of a custom object is a workload of its own', () => {
  expect(idsOf(read('17'), 'workload')).toEqual([
    'InferenceService/ocr/predictor',
    'InferenceService/ocr/transformer',
    'InferenceService/ocr/explainer',
  ]);
  expect(idsOf(read('18'), 'workload')).toEqual(['Job/ocr/tasks/ps', 'Job/ocr/tasks/worker']);
  expect(idsOf(read('19'), 'workload')).toEqual(['PaddleJob/ocr/worker', 'PaddleJob/ocr/ps']);
});
