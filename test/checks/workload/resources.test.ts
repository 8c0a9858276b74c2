import { describe, expect, it } from 'vitest';
import { workloadAcceleratorFitsImage } from '../../../src/checks/workload/accelerator-fits-image.ts';
import { workloadDeviceRequestEqualsLimit } from '../../../src/checks/workload/device-request-equals-limit.ts';
import { workloadHasAccelerator } from '../../../src/checks/workload/has-accelerator.ts';
import { workloadHasLimits } from '../../../src/checks/workload/has-limits.ts';
import { workloadHasNoIdleAccelerator } from '../../../src/checks/workload/has-no-idle-accelerator.ts';
import { workloadHasRequests } from '../../../src/checks/workload/has-requests.ts';
import { workloadHasRuntimeClass } from '../../../src/checks/workload/has-runtime-class.ts';
import { workloadHasSharedMemory } from '../../../src/checks/workload/has-shared-memory.ts';
import { workloadUsesDevicePlugin } from '../../../src/checks/workload/uses-device-plugin.ts';
import type { ContainerContext, DeviceResource } from '../../../src/facts/container.ts';
import { answer, ask } from '../ask.ts';
import { containerFacts } from '../facts.ts';

const CPU = 'paddlepaddle/paddle:2.6.1';
const XPU = 'registry.baidubce.com/device/paddle-xpu:ubuntu20-x86_64-gcc84-py310';
const MEBI = 2 ** 20;

function device(name: string, vendor: DeviceResource['vendor'], limit: string | null = '1'): DeviceResource {
  return { name, vendor, shared: false, request: limit, limit };
}

const gpu = device('nvidia.com/gpu', 'nvidia');
const mig = { ...device('nvidia.com/mig-1g.5gb', 'nvidia'), shared: true };
const kunlun = device('kunlunxin.com/xpu', 'kunlunxin');
const other = device('example.com/fpga', 'other');
const batch: Partial<ContainerContext> = { runsToCompletion: true };

describe('workload/has-requests', () => {
  const both = { requestCpu: '1', requestMemory: '1Gi' };
  it.each([
    [both, {}, 'pass'],
    [{}, {}, 'fail:missing'],
    [{ requestCpu: '1' }, {}, 'fail:missing'],
    [{ limitCpu: '1', limitMemory: '1Gi' }, {}, 'fail:limits-instead'],
    [{ requestCpu: '1', limitMemory: '1Gi' }, {}, 'fail:limits-instead'],
    [{ limitCpu: '1' }, {}, 'fail:missing'],
    [{}, { phase: 'sidecar' }, 'fail:missing'],
    [{}, { phase: 'init' }, 'notApplicable'],
    [{}, { phase: 'ephemeral' }, 'notApplicable'],
  ] as const)('%o in %o: %s', (resources, context, expected) => {
    expect(answer(workloadHasRequests, containerFacts({ resources, context }))).toBe(expected);
  });

  it('names what is missing', () => {
    const facts = containerFacts({ resources: { requestCpu: '1' } });
    expect(ask(workloadHasRequests, facts)).toMatchObject({ data: { missing: ['memory'] } });
  });
});

describe('workload/has-limits', () => {
  it.each([
    [{ limitCpu: '1', limitMemory: '1Gi' }, {}, 'pass'],
    [{ limitMemory: '1Gi' }, {}, 'fail:kubernetes'],
    [{}, { engine: 'compose' }, 'fail:compose'],
    [{}, { engine: 'docker-run' }, 'fail:docker-run'],
    [{}, { engine: 'docker-run', ...batch }, 'notApplicable'],
    [{}, batch, 'fail:kubernetes'],
    [{}, { phase: 'init' }, 'notApplicable'],
  ] as const)('%o in %o: %s', (resources, context, expected) => {
    expect(answer(workloadHasLimits, containerFacts({ resources, context }))).toBe(expected);
  });
});

describe('workload/device-request-equals-limit', () => {
  it.each([
    [[], 'notApplicable'],
    [[gpu], 'pass'],
    [[{ ...gpu, request: null }], 'pass'],
    [[{ ...gpu, request: '1', limit: '1.0' }], 'pass'],
    [[gpu, { ...mig, request: '2' }], 'fail:differs'],
    [[{ ...gpu, limit: null }], 'fail:no-limit'],
  ] as const)('%o: %s', (devices, expected) => {
    const resources = { devices, limitCpu: '1', limitMemory: '1Gi' };
    expect(answer(workloadDeviceRequestEqualsLimit, containerFacts({ resources }))).toBe(expected);
  });

  it('leaves a container without any limit to workload/has-limits, which names the device', () => {
    const facts = containerFacts({ resources: { devices: [{ ...gpu, limit: null }] } });
    expect(answer(workloadDeviceRequestEqualsLimit, facts)).toBe('notApplicable');
    expect(ask(workloadHasLimits, facts)).toMatchObject({
      data: { missing: ['cpu', 'memory', 'nvidia.com/gpu'] },
    });
  });
});

describe('workload/has-accelerator', () => {
  it.each([
    [undefined, {}, {}, 'fail:kubernetes'],
    [undefined, { granted: [gpu] }, {}, 'pass'],
    [undefined, { granted: [mig] }, {}, 'pass'],
    [undefined, { granted: [device('example.com/vgpu', 'other')] }, {}, 'pass'],
    [undefined, { granted: [kunlun] }, {}, 'notApplicable'],
    [undefined, { around: { by: 'variable', what: 'X', at: null } }, {}, 'notApplicable'],
    [undefined, { given: '--gpus all' }, { engine: 'docker-run' }, 'pass'],
    [undefined, {}, { engine: 'docker-run' }, 'fail:docker-run'],
    [undefined, {}, { engine: 'compose' }, 'fail:compose'],
    [undefined, {}, { phase: 'init' }, 'notApplicable'],
    [XPU, { granted: [kunlun] }, {}, 'pass'],
    [XPU, {}, {}, 'fail:kubernetes'],
    [XPU, {}, { engine: 'docker-run' }, 'notApplicable'],
    [CPU, {}, {}, 'notApplicable'],
    ['mysql:8.0.36', {}, {}, 'notApplicable'],
  ] as const)('%s with %o in %o: %s', (image, accelerator, context, expected) => {
    expect(answer(workloadHasAccelerator, containerFacts({ accelerator, context }, image))).toBe(expected);
  });

  it('names the resource of the vendor', () => {
    expect(ask(workloadHasAccelerator, containerFacts({}, XPU))).toMatchObject({
      data: { resource: 'kunlunxin.com/xpu' },
    });
  });
});

describe('accelerators that the image cannot use', () => {
  it.each([
    [workloadAcceleratorFitsImage, XPU, { granted: [gpu] }, 'fail:other-vendor'],
    [workloadAcceleratorFitsImage, XPU, { granted: [gpu, kunlun] }, 'pass'],
    [workloadAcceleratorFitsImage, XPU, { granted: [other] }, 'notApplicable'],
    [workloadAcceleratorFitsImage, XPU, {}, 'notApplicable'],
    [workloadAcceleratorFitsImage, CPU, { granted: [gpu] }, 'notApplicable'],
    [workloadHasNoIdleAccelerator, CPU, { granted: [gpu] }, 'fail:idle'],
    [workloadHasNoIdleAccelerator, CPU, { given: '--gpus all' }, 'fail:idle'],
    [workloadHasNoIdleAccelerator, CPU, {}, 'pass'],
    [workloadHasNoIdleAccelerator, 'paddlepaddle/paddle:latest', { granted: [gpu] }, 'notApplicable'],
    [workloadHasNoIdleAccelerator, 'paddlepaddle/paddle:2.6.1-jupyter', { granted: [gpu] }, 'notApplicable'],
    [workloadHasNoIdleAccelerator, XPU, { granted: [gpu] }, 'notApplicable'],
    [workloadHasNoIdleAccelerator, 'mysql:8.0.36', { granted: [gpu] }, 'notApplicable'],
  ] as const)('$id on %s with %o: %s', (check, image, accelerator, expected) => {
    expect(answer(check, containerFacts({ accelerator }, image))).toBe(expected);
  });
});

describe('workload/uses-device-plugin', () => {
  it.each([
    [null, {}, 'pass'],
    [{ by: 'variable', what: 'NVIDIA_VISIBLE_DEVICES=all', at: [3, 4] }, {}, 'fail:variable'],
    [{ by: 'device', what: '/dev/nvidia0', at: [3, 4] }, {}, 'fail:device'],
    [{ by: 'device', what: '/dev/nvidia0', at: null }, { engine: 'docker-run' }, 'fail:device-by-hand'],
  ] as const)('%o in %o: %s', (around, context, expected) => {
    const facts = containerFacts({ accelerator: { around }, context });
    expect(answer(workloadUsesDevicePlugin, facts)).toBe(expected);
  });

  it.each([
    ['all', {}, 'fail:variable-beside-limit'],
    ['0,1', {}, 'fail:variable-beside-limit'],
    ['void', {}, 'pass'],
    ['', {}, 'pass'],
    ['all', { engine: 'compose' }, 'pass'],
  ] as const)('beside a limit, NVIDIA_VISIBLE_DEVICES=%s in %o: %s', (value, context, expected) => {
    const environment = { variables: { NVIDIA_VISIBLE_DEVICES: value } };
    const facts = containerFacts({ accelerator: { granted: [gpu] }, environment, context });
    expect(answer(workloadUsesDevicePlugin, facts)).toBe(expected);
  });

  it('leaves what the engine itself hands out to the engine', () => {
    const facts = containerFacts({ accelerator: { given: 'all' }, context: { engine: 'docker-run' } });
    expect(answer(workloadUsesDevicePlugin, facts)).toBe('notApplicable');
  });
});

describe('workload/has-runtime-class', () => {
  it.each([
    ['', { devices: [gpu] }, 'notApplicable'],
    ['nvidia', { devices: [] }, 'notApplicable'],
    ['nvidia', { devices: [gpu] }, 'fail:missing'],
    ['nvidia', { devices: [gpu], runtimeClass: 'runc' }, 'fail:another'],
    ['nvidia', { devices: [gpu], runtimeClass: 'nvidia' }, 'pass'],
  ])('the policy says "%s", the pod %o: %s', (name, resources, expected) => {
    expect(answer(workloadHasRuntimeClass, containerFacts({ resources }), { name })).toBe(expected);
  });
});

describe('workload/has-shared-memory', () => {
  const train = { command: ['python', 'train.py'] };
  it.each([
    ['training', train, null, 'fail:kubernetes'],
    ['training', { command: ['python -m paddle.distributed.launch x.py'] }, null, 'fail:kubernetes'],
    ['training', { workloadKind: 'PaddleJob' }, null, 'fail:kubernetes'],
    ['training', { ...train, engine: 'compose' }, null, 'fail:compose'],
    ['training', { ...train, engine: 'docker-run' }, null, 'fail:docker-run'],
    ['training', train, 256 * MEBI, 'fail:too-small'],
    ['training', train, 1024 * MEBI, 'pass'],
    ['training', train, 'unlimited', 'pass'],
    ['training', { command: ['python', 'constrain.py'] }, null, 'notApplicable'],
    ['training', { ...train, phase: 'init' }, null, 'notApplicable'],
    ['serving', {}, null, 'fail:kubernetes'],
    ['serving', train, null, 'notApplicable'],
    ['serving', batch, null, 'notApplicable'],
  ] as const)('%s of %o with %s: %s', (work, context, shmSize, expected) => {
    const facts = containerFacts({ context, resources: { shmSize } });
    expect(answer(workloadHasSharedMemory, facts, { work, mebibytes: 1024 })).toBe(expected);
  });

  it.each([CPU, 'mysql:8.0.36'])('asks none of a server on %s', (image) => {
    const facts = containerFacts({}, image);
    expect(answer(workloadHasSharedMemory, facts, { work: 'serving', mebibytes: 1024 })).toBe(
      'notApplicable',
    );
  });
});
