import { describe, expect, it } from 'vitest';
import type { PipInstall, PipRequirement, Stage } from '../../../src/facts/dockerfile.ts';
import { observed, unavailable, type Gap, type Provenance } from '../../../src/facts/evidence.ts';
import { cudaEvidence } from '../../../src/inputs/dockerfile/cuda.ts';
import { frameworkEvidence } from '../../../src/inputs/dockerfile/frameworks.ts';
import { wheelEvidence } from '../../../src/inputs/dockerfile/wheels.ts';
import { describeTag } from '../../../src/reference/describe.ts';
import { makeOf, place, reference } from '../../checks/facts.ts';
import { pipInstall, requirement } from '../../checks/pip-facts.ts';

const provenance: Provenance = { collector: 'dockerfile', source: 'Dockerfile', digest: null };
const GPU = 'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4';
const NVIDIA = 'nvidia/cuda:12.6.3-cudnn-devel-ubuntu22.04';
const OURS = 'registry.bank.example/base/inference:7';

function stage(base: string, changes: Partial<Stage> = {}): Stage {
  const name = reference(base);
  const make = makeOf(name);
  return {
    index: 0,
    name: null,
    written: base,
    baseStage: null,
    reference: name,
    tag: make === 'unknown' ? null : describeTag(name),
    make,
    platform: null,
    final: true,
    feedsFinal: false,
    place: place('Dockerfile', 1, 6),
    ...changes,
  };
}

const packages = (pip: readonly PipInstall[], gaps: readonly Gap[] = []): ReturnType<typeof observed> =>
  observed({ pip, apt: [] }, provenance, gaps);
type Packages = Parameters<typeof wheelEvidence>[1];

/** `CUDA from` of the only wheel, or its fault, or the first gap. */
function told(
  written: string,
  install: Partial<PipInstall> = {},
  asked: Partial<PipRequirement> = {},
): string {
  const pip = [pipInstall([requirement(written, asked)], install)];
  const evidence = wheelEvidence({ stages: [stage(NVIDIA)] }, packages(pip) as Packages);
  if (evidence.status !== 'observed') return evidence.code;
  const [wheel] = evidence.value.wheels;
  if (wheel === undefined) return 'none';
  if (wheel.fault !== null) return wheel.fault;
  return wheel.cuda === null
    ? `gap: ${evidence.gaps[0]?.why ?? 'MISSING'}`
    : `${wheel.cuda} ${String(wheel.from)}`;
}

describe('the CUDA of a paddlepaddle-gpu wheel', () => {
  it.each([
    ['paddlepaddle-gpu==2.6.1.post117', '11.7 suffix'],
    ['paddlepaddle-gpu==2.6.1', '11.8 table'],
    ['paddlepaddle-gpu==2.6', '11.8 table'],
    ['paddlepaddle-gpu==2.5.0', '11.2 table'],
    ['paddlepaddle-gpu==2.4.2', '10.2 table'],
    ['paddlepaddle-gpu===2.5.2', '11.8 table'],
    ['paddlepaddle-gpu==2.6.1.post118', 'no-such-suffix'],
  ])('%s: %s', (written, expected) => {
    expect(told(written)).toBe(expected);
  });

  it.each([
    ['https://www.paddlepaddle.org.cn/packages/stable/cu126/', '12.6 index'],
    ['https://www.paddlepaddle.org.cn/packages/stable/cpu/', 'cpu-index'],
    ['https://pypi.org/simple', 'not-on-pypi'],
    ['https://pypi.tuna.tsinghua.edu.cn/simple', 'not-on-pypi'],
  ])('3.0.0 from %s: %s', (indexUrl, expected) => {
    expect(told('paddlepaddle-gpu==3.0.0', { indexUrl })).toBe(expected);
  });

  it('is that of an extra index or a find-links page as well', () => {
    const url = 'https://www.paddlepaddle.org.cn/packages/stable/cu118/';
    expect(told('paddlepaddle-gpu==3.0.0', { extraIndexUrls: [url] })).toBe('11.8 index');
    expect(told('paddlepaddle-gpu==3.0.0', { findLinks: [url], indexUrl: 'https://pypi.org/simple' })).toBe(
      '11.8 index',
    );
  });

  it.each([
    ['no index', 'paddlepaddle-gpu==3.0.0', {}],
    ['an index of the team', 'paddlepaddle-gpu==3.0.0', { indexUrl: 'https://pypi.bank.example/simple' }],
    [
      'two indexes that differ',
      'paddlepaddle-gpu==3.0.0',
      { indexUrl: 'https://x/cu118/', extraIndexUrls: ['https://x/cu126/'] },
    ],
    ['no version', 'paddlepaddle-gpu', {}],
    ['a range', 'paddlepaddle-gpu>=2.6,<3', {}],
    ['a version of which no table speaks', 'paddlepaddle-gpu==1.8.5', {}],
  ])('cannot be told: %s', (_, written, install) => {
    expect(told(written, install)).toMatch(/^gap: (?!MISSING)/);
  });

  it('stands in the name or the folder of a wheel file', () => {
    const url =
      'https://x/2.6.1/linux-gpu-cuda11.7-cudnn8.4.1-mkl/paddlepaddle_gpu-2.6.1.post117-cp310-cp310-linux_x86_64.whl';
    expect(told('paddlepaddle-gpu', {}, { url })).toBe('11.7 file');
    expect(
      told('paddlepaddle-gpu', {}, { url: './paddlepaddle_gpu-2.6.1.post120-cp310-cp310-linux_x86_64.whl' }),
    ).toBe('12.0 suffix');
    expect(told('paddlepaddle-gpu', {}, { url: './wheel.whl' })).toMatch(/^gap/);
  });

  it('is asked of GPU wheels that reach the final image, and of no others', () => {
    expect(told('paddlepaddle==2.6.1')).toBe('none');
    expect(told('paddlepaddle-gpu==2.6.1', { stage: 3 })).toBe('none');
  });
});

describe('the CUDA that the wheel is put on', () => {
  it.each([
    [NVIDIA, '12.6', 0],
    [GPU, '11.7', 0],
    ['python:3.10', null, 0],
    [OURS, null, 1],
    ['paddlepaddle/paddle:latest-gpu', null, 1],
  ])('%s: %s', (base, cuda, gaps) => {
    const pip = [pipInstall([requirement('paddlepaddle-gpu==2.6.1')])];
    const evidence = wheelEvidence({ stages: [stage(base)] }, packages(pip) as Packages);
    expect(evidence).toMatchObject({ status: 'observed', value: { imageCuda: cuda } });
    expect(evidence.status === 'observed' && evidence.gaps.length).toBe(gaps);
  });

  it('passes on what could not be read of the packages', () => {
    const gap: Gap = { what: 'requirements.txt', why: 'it is not there', advice: 'add it' };
    const stages = { stages: [stage(NVIDIA)] };
    expect(wheelEvidence(stages, packages([], [gap]) as Packages)).toMatchObject({ gaps: [gap] });
    expect(frameworkEvidence(stages, packages([], [gap]) as Packages)).toMatchObject({ gaps: [gap] });
    const lost = unavailable('failed', 'no', 'mend it', provenance);
    expect(wheelEvidence(stages, lost)).toBe(lost);
    expect(frameworkEvidence(stages, lost)).toBe(lost);
  });
});

describe('the framework that the base comes with', () => {
  it.each<[string, string | null, number]>([
    [GPU, 'paddlepaddle-gpu', 0],
    ['paddlepaddle/paddle:2.6.1', 'paddlepaddle', 0],
    ['nvcr.io/nvidia/paddlepaddle:24.05-py3', 'paddlepaddle-gpu', 0],
    ['paddlepaddle/paddle:latest-dev-cuda11.8-cudnn8.6-trt8.5-gcc82', null, 0],
    ['python:3.10', null, 0],
    [NVIDIA, null, 0],
    [OURS, null, 1],
    ['registry.baidubce.com/device/paddle-npu:cann80RC1-ubuntu20-x86_64-gcc84-py39', null, 1],
  ])('%s: %s', (base, wheel, gaps) => {
    const pip = [pipInstall([requirement('paddlepaddle==2.6.1'), requirement('paddleocr==2.7.3')])];
    const evidence = frameworkEvidence({ stages: [stage(base)] }, packages(pip) as Packages);
    expect(evidence).toMatchObject({ value: { base: { wheel }, wheels: [{ name: 'paddlepaddle' }] } });
    expect(evidence.status === 'observed' && evidence.gaps.length).toBe(gaps);
  });

  it('is no question when no wheel is installed, and plugins replace nothing', () => {
    const pip = [pipInstall([requirement('paddle-custom-npu==3.0.0')])];
    const evidence = frameworkEvidence({ stages: [stage(OURS)] }, packages(pip) as Packages);
    expect(evidence).toMatchObject({ value: { wheels: [] }, gaps: [] });
  });
});

describe('the CUDA of the stages', () => {
  const build = (base: string, changes: Partial<Stage> = {}): Stage =>
    stage(base, { final: false, feedsFinal: true, name: 'build', ...changes });
  const final = (base: string): Stage => stage(base, { index: 1 });

  it('is listed for the images that end up in the final one', () => {
    const stages = [
      build(NVIDIA),
      final(GPU),
      build('nvidia/cuda:11.8.0-base-ubuntu22.04', { feedsFinal: false }),
    ];
    expect(cudaEvidence({ stages }, provenance)).toMatchObject({
      value: {
        bases: [
          { name: 'build', cuda: '12.6', final: false },
          { cuda: '11.7', final: true },
        ],
      },
      gaps: [],
    });
  });

  it('leaves a gap for each base that does not say it, unless it is the only one', () => {
    expect(cudaEvidence({ stages: [build(OURS), final(GPU)] }, provenance)).toMatchObject({
      gaps: [{ what: `CUDA of ${OURS}` }],
    });
    expect(cudaEvidence({ stages: [stage(OURS)] }, provenance)).toMatchObject({ gaps: [] });
    const nameless = build(OURS, { reference: null, written: '${BASE}' });
    expect(cudaEvidence({ stages: [nameless, final(GPU)] }, provenance)).toMatchObject({ gaps: [{}] });
    const scratch = build(OURS, { reference: null, written: 'scratch', make: 'other' });
    expect(cudaEvidence({ stages: [scratch, final(GPU)] }, provenance)).toMatchObject({ gaps: [] });
  });
});
