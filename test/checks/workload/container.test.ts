import { describe, expect, it } from 'vitest';
import { workloadGrantsCompute } from '../../../src/checks/workload/grants-compute.ts';
import { workloadHasLivenessProbe } from '../../../src/checks/workload/has-liveness-probe.ts';
import { workloadHasPullSecret } from '../../../src/checks/workload/has-pull-secret.ts';
import { workloadHasReadinessProbe } from '../../../src/checks/workload/has-readiness-probe.ts';
import { workloadHasStartupProbe } from '../../../src/checks/workload/has-startup-probe.ts';
import { workloadKeepsDriverGate } from '../../../src/checks/workload/keeps-driver-gate.ts';
import { workloadLeavesCudaCompatAlone } from '../../../src/checks/workload/leaves-cuda-compat-alone.ts';
import { workloadMountsModelsReadOnly } from '../../../src/checks/workload/mounts-models-read-only.ts';
import { workloadPullPolicyFitsTag } from '../../../src/checks/workload/pull-policy-fits-tag.ts';
import type { Mount, Probe } from '../../../src/facts/container.ts';
import { answer, ask } from '../ask.ts';
import { containerFacts } from '../facts.ts';

const probe = (periodSeconds: number, failureThreshold: number, initialDelaySeconds = 0): Probe => ({
  handler: 'http',
  initialDelaySeconds,
  periodSeconds,
  failureThreshold,
  timeoutSeconds: 1,
});

describe('variables of the NVIDIA runtime', () => {
  it.each([
    [workloadGrantsCompute, {}, 'pass'],
    [workloadGrantsCompute, { NVIDIA_DRIVER_CAPABILITIES: '' }, 'pass'],
    [workloadGrantsCompute, { NVIDIA_DRIVER_CAPABILITIES: 'all' }, 'pass'],
    [workloadGrantsCompute, { NVIDIA_DRIVER_CAPABILITIES: 'compute,utility' }, 'pass'],
    [workloadGrantsCompute, { NVIDIA_DRIVER_CAPABILITIES: 'utility' }, 'fail:without-compute'],
    [workloadGrantsCompute, { NVIDIA_DRIVER_CAPABILITIES: 'compute,cuda' }, 'fail:unknown'],
    [workloadKeepsDriverGate, {}, 'pass'],
    ...['1', 't', 'T', 'TRUE', 'true', 'True'].map(
      (value) => [workloadKeepsDriverGate, { NVIDIA_DISABLE_REQUIRE: value }, 'fail:disabled'] as const,
    ),
    ...['0', 'false', 'yes', 'on', '', 'tRuE'].map(
      (value) => [workloadKeepsDriverGate, { NVIDIA_DISABLE_REQUIRE: value }, 'pass'] as const,
    ),
    [workloadLeavesCudaCompatAlone, {}, 'pass'],
    [workloadLeavesCudaCompatAlone, { LD_LIBRARY_PATH: '/usr/local/cuda/lib64' }, 'pass'],
    [workloadLeavesCudaCompatAlone, { LD_LIBRARY_PATH: '/opt/cuda/compatible' }, 'pass'],
    [workloadLeavesCudaCompatAlone, { LD_LIBRARY_PATH: '/usr/local/cuda/compat/' }, 'fail:compat'],
    [workloadLeavesCudaCompatAlone, { LD_LIBRARY_PATH: '/a:/usr/local/cuda-11.8/compat' }, 'fail:compat'],
    [workloadLeavesCudaCompatAlone, { LD_LIBRARY_PATH: '$CUDA_HOME/compat:/a' }, 'fail:compat'],
  ] as const)('%#: with $1: $2', (check, variables, expected) => {
    expect(answer(check, containerFacts({ environment: { variables } }))).toBe(expected);
  });

  it('leaves the capabilities of other images alone', () => {
    const environment = { variables: { NVIDIA_DRIVER_CAPABILITIES: 'video' } };
    expect(answer(workloadGrantsCompute, containerFacts({ environment }, 'mysql:8.0.36'))).toBe(
      'notApplicable',
    );
  });

  it('says what is left of LD_LIBRARY_PATH', () => {
    const variables = { LD_LIBRARY_PATH: '/usr/local/cuda/compat:/usr/lib64' };
    expect(ask(workloadLeavesCudaCompatAlone, containerFacts({ environment: { variables } }))).toMatchObject({
      data: { compat: '/usr/local/cuda/compat', rest: '/usr/lib64' },
    });
  });
});

describe('workload/has-liveness-probe', () => {
  const other = 'mysql:8.0.36';
  it.each([
    [{ liveness: probe(10, 3) }, {}, undefined, 'pass'],
    [{}, {}, undefined, 'fail:kubernetes'],
    [{}, { serving: false }, other, 'fail:kubernetes'],
    [{}, { runsToCompletion: true }, undefined, 'notApplicable'],
    [{}, { phase: 'init' }, undefined, 'notApplicable'],
    [{}, { phase: 'sidecar' }, undefined, 'notApplicable'],
    [{ disabled: true }, { engine: 'compose' }, other, 'fail:disabled'],
    [{}, { engine: 'compose' }, undefined, 'fail:compose'],
    [{}, { engine: 'docker-run' }, undefined, 'fail:docker-run'],
    [{}, { engine: 'docker-run', serving: false }, undefined, 'notApplicable'],
    [{ leftToImage: true }, { engine: 'compose' }, other, 'notApplicable'],
  ] as const)('%o in %o on %s: %s', (probes, context, image, expected) => {
    expect(answer(workloadHasLivenessProbe, containerFacts({ probes, context }, image))).toBe(expected);
  });
});

describe('workload/has-readiness-probe', () => {
  it.each([
    [{ readiness: probe(10, 3) }, {}, 'pass'],
    [{}, {}, 'fail:missing'],
    [{}, { serving: false }, 'notApplicable'],
    [{}, { runsToCompletion: true }, 'notApplicable'],
  ])('%o in %o: %s', (probes, context, expected) => {
    expect(answer(workloadHasReadinessProbe, containerFacts({ probes, context }))).toBe(expected);
  });
});

describe('workload/has-startup-probe', () => {
  it.each([
    [{}, 'notApplicable'],
    [{ liveness: probe(10, 3) }, 'fail:killed-while-loading'],
    [{ liveness: probe(30, 3, 60) }, 'pass'],
    [{ liveness: probe(10, 3), startup: probe(10, 30) }, 'pass'],
    [{ startup: probe(10, 3) }, 'fail:too-short'],
    [{ startup: probe(10, 12) }, 'pass'],
    [{ startup: probe(10, 11) }, 'fail:too-short'],
  ])('%o: %s', (probes, expected) => {
    expect(answer(workloadHasStartupProbe, containerFacts({ probes }), { minutesToLoad: 2 })).toBe(expected);
  });

  it('proposes a threshold that is patient enough', () => {
    const short = containerFacts({ probes: { startup: probe(7, 3, 5) } });
    expect(ask(workloadHasStartupProbe, short, { minutesToLoad: 2 })).toMatchObject({
      data: { seconds: 26, needed: 120, failures: 17 },
    });
  });

  it.each([
    [{}, 'mysql:8.0.36'],
    [{ runsToCompletion: true }, undefined],
  ])('asks none of %o on %s', (context, image) => {
    const facts = containerFacts({ context, probes: { liveness: probe(1, 1) } }, image);
    expect(answer(workloadHasStartupProbe, facts, { minutesToLoad: 2 })).toBe('notApplicable');
  });
});

describe('pulling', () => {
  it.each([
    [null, {}, 'pass'],
    ['Always', {}, 'pass'],
    ['IfNotPresent', {}, 'pass'],
    ['Never', {}, 'fail:never'],
    ['always', {}, 'fail:no-policy'],
    ['never', { engine: 'compose' }, 'notApplicable'],
  ] as const)('policy %s in %o: %s', (policy, context, expected) => {
    expect(answer(workloadPullPolicyFitsTag, containerFacts({ pull: { policy }, context }))).toBe(expected);
  });

  it.each([
    [[], [], 'notApplicable'],
    [['Docker.io'], [], 'fail:missing'],
    [['docker.io'], ['harbor'], 'pass'],
    [['docker.io'], null, 'notApplicable'],
    [['harbor.bank.example'], [], 'notApplicable'],
  ])('private %j, secrets %j: %s', (registries, secrets, expected) => {
    expect(answer(workloadHasPullSecret, containerFacts({ pull: { secrets } }), { registries })).toBe(
      expected,
    );
  });
});

describe('workload/mounts-models-read-only', () => {
  const mount = (target: string, changes: Partial<Mount> = {}): Mount => ({
    target,
    readOnly: false,
    type: 'nfs',
    source: '/export/data',
    line: 5,
    column: 7,
    ...changes,
  });

  it.each([
    [[], {}, 'notApplicable'],
    [[mount('/data')], {}, 'notApplicable'],
    [[mount('/models', { readOnly: true })], {}, 'pass'],
    [[mount('/models')], {}, 'fail:kubernetes'],
    [[mount('/models')], { engine: 'compose' }, 'fail:compose'],
    [[mount('/root/.paddleocr')], { engine: 'docker-run' }, 'fail:docker-run'],
    [[mount('/data', { source: '/export/ocr-models' })], {}, 'fail:kubernetes'],
    [[mount('/opt/inference_model/x')], {}, 'fail:kubernetes'],
    [[mount('/opt/modelling')], {}, 'notApplicable'],
    [[mount('/models', { type: 'emptyDir' })], {}, 'notApplicable'],
    [[mount('/models', { type: 'configMap' })], {}, 'notApplicable'],
    [[mount('/models')], { phase: 'init' }, 'notApplicable'],
    [[mount('/models')], { runsToCompletion: true }, 'notApplicable'],
  ] as const)('%o in %o: %s', (mounts, context, expected) => {
    expect(answer(workloadMountsModelsReadOnly, containerFacts({ mounts: { mounts }, context }))).toBe(
      expected,
    );
  });

  it('points at each mount, also one of another file', () => {
    const mounts = [mount('/models'), mount('/weights', { line: 9, path: 'base.yaml' })];
    expect(ask(workloadMountsModelsReadOnly, containerFacts({ mounts: { mounts } }))).toMatchObject({
      at: [5, 7],
      related: [[9, 7, 'base.yaml']],
      key: '/models',
    });
  });
});
