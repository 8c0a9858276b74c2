import { describe, expect, it } from 'vitest';
import { hasNonRootUser } from '../../../src/checks/dockerfile/has-non-root-user.ts';
import { hasOneCuda } from '../../../src/checks/dockerfile/has-one-cuda.ts';
import { hasOneFramework } from '../../../src/checks/dockerfile/has-one-framework.ts';
import { hasWheelThatFitsCuda } from '../../../src/checks/dockerfile/has-wheel-that-fits-cuda.ts';
import { dockerfileStartsExistingModule } from '../../../src/checks/dockerfile/starts-existing-module.ts';
import { hasHealthcheck } from '../../../src/checks/image/has-healthcheck.ts';
import type { DockerfileCuda, DockerfileFinal, GpuWheel } from '../../../src/facts/dockerfile.ts';
import { answer, ask } from '../ask.ts';
import { catalogOptions } from '../catalog-options.ts';
import { dockerfileFacts } from '../dockerfile-facts.ts';
import { place } from '../facts.ts';

describe('dockerfile/has-non-root-user', () => {
  it.each<[string | null, string | null, string]>([
    ['10001', null, 'pass'],
    ['app:app', null, 'pass'],
    ['root', null, 'fail:root'],
    ['0', null, 'fail:root'],
    ['0:10001', null, 'fail:root'],
    [':10001', null, 'fail:root'],
    [null, 'paddlepaddle/paddle:2.6.1', 'fail:base-root'],
    // The reader leaves a gap for a base of which the user is not known, so that the pass does not stand.
    [null, null, 'pass'],
  ])('USER %s over %s: %s', (user, rootBase, expected) => {
    expect(answer(hasNonRootUser, dockerfileFacts({ user: { user, rootBase } }))).toBe(expected);
  });
});

describe('dockerfile/has-one-framework', () => {
  const wheel = (name: string): { name: string; written: string; place: ReturnType<typeof place> } => ({
    name,
    written: `${name}==2.6.1`,
    place: place('Dockerfile', 3, 17),
  });
  it.each<[string | null, readonly string[], string]>([
    [null, [], 'pass'],
    [null, ['paddlepaddle-gpu'], 'pass'],
    ['paddlepaddle-gpu', [], 'pass'],
    ['paddlepaddle-gpu', ['paddlepaddle-gpu'], 'pass'],
    ['paddlepaddle-gpu', ['paddlepaddle'], 'fail:over-base'],
    ['paddlepaddle', ['paddlepaddle-gpu'], 'fail:over-base'],
    ['paddlepaddle', ['paddlepaddle', 'paddlepaddle-xpu'], 'fail:over-base'],
    [null, ['paddlepaddle', 'paddlepaddle-gpu'], 'fail:two-wheels'],
    [null, ['paddlepaddle', 'paddlepaddle'], 'pass'],
  ])('a base with %s, then %j: %s', (held, names, expected) => {
    const frameworks = { base: { wheel: held, written: 'base' }, wheels: names.map(wheel) };
    expect(answer(hasOneFramework, dockerfileFacts({ frameworks }))).toBe(expected);
  });
});

describe('dockerfile/has-wheel-that-fits-cuda', () => {
  const wheel = (changes: Partial<GpuWheel>): GpuWheel => ({
    written: 'paddlepaddle-gpu==2.6.1',
    version: '2.6.1',
    suffix: null,
    cuda: '11.8',
    from: 'table',
    fault: null,
    index: null,
    place: place('Dockerfile', 2, 17),
    ...changes,
  });
  it.each<[string, string | null, readonly GpuWheel[], string]>([
    ['no wheel', '11.7', [], 'pass'],
    ['the same', '11.8', [wheel({})], 'pass'],
    ['the same, written deeper', '11.8.0', [wheel({})], 'pass'],
    ['an image without CUDA', null, [wheel({})], 'pass'],
    ['another minor', '11.7', [wheel({})], 'fail:other-cuda'],
    ['another major', '12.6', [wheel({})], 'fail:other-cuda'],
    ['12.6 is not 12.60 cut short', '12.6', [wheel({ cuda: '12.60' })], 'fail:other-cuda'],
    ['the second of two', '11.8', [wheel({}), wheel({ cuda: '12.0' })], 'fail:other-cuda'],
    ['not on PyPI', '12.6', [wheel({ cuda: null, fault: 'not-on-pypi' })], 'fail:not-on-pypi'],
    ['a suffix that was not published', '11.8', [wheel({ fault: 'no-such-suffix' })], 'fail:no-such-suffix'],
    ['an index of CPU wheels', '11.8', [wheel({ cuda: null, fault: 'cpu-index' })], 'fail:cpu-index'],
    ['not known: the gap takes the pass away', '11.8', [wheel({ cuda: null, from: null })], 'pass'],
  ])('%s', (_, imageCuda, wheels, expected) => {
    expect(answer(hasWheelThatFitsCuda, dockerfileFacts({ wheels: { imageCuda, wheels } }))).toBe(expected);
  });

  it('names the index for the CUDA of the image', () => {
    const facts = dockerfileFacts({ wheels: { imageCuda: '12.6', wheels: [wheel({})] } });
    expect(ask(hasWheelThatFitsCuda, facts)).toMatchObject({ data: { folder: 'cu126' } });
  });
});

describe('dockerfile/has-one-cuda', () => {
  type Base = DockerfileCuda['bases'][number];
  const base = (cuda: string | null, final: boolean, stage: number): Base => ({
    stage,
    name: `stage${String(stage)}`,
    written: `base${String(stage)}`,
    cuda,
    final,
    place: place('Dockerfile', stage + 1, 6),
  });
  it.each<[string, readonly Base[], string]>([
    ['one stage', [base('11.8', true, 0)], 'pass'],
    ['the same CUDA', [base('11.8', false, 0), base('11.8.0', true, 1)], 'pass'],
    ['a build stage without CUDA', [base(null, false, 0), base('11.8', true, 1)], 'pass'],
    ['a final stage without CUDA', [base('11.8', false, 0), base(null, true, 1)], 'pass'],
    ['two that differ', [base('12.3', false, 0), base('11.7', true, 1)], 'fail:two-stacks'],
    [
      'two build stages that differ',
      [base('12.3', false, 0), base('11.7', false, 1), base(null, true, 2)],
      'fail:two-stacks',
    ],
  ])('%s', (_, bases, expected) => {
    expect(answer(hasOneCuda, dockerfileFacts({ cuda: { bases } }))).toBe(expected);
  });
});

describe('image/has-healthcheck', () => {
  it.each<[string, Partial<DockerfileFinal>, string]>([
    ['serving with one', { serving: true, healthcheck: 'present' }, 'pass'],
    ['serving without', { serving: true }, 'fail:absent'],
    ['serving with it switched off', { serving: true, healthcheck: 'none' }, 'fail:disabled'],
    ['a batch image', { serving: false }, 'notApplicable'],
    ['what it starts cannot be told: the gap takes the pass away', { serving: null }, 'pass'],
  ])('%s', (_, final, expected) => {
    expect(answer(hasHealthcheck, dockerfileFacts({ final }))).toBe(expected);
  });

  it('writes the port that is exposed into the line to copy', () => {
    const facts = dockerfileFacts({ final: { serving: true, exposes: ['9292/tcp'] } });
    expect(ask(hasHealthcheck, facts)).toMatchObject({ data: { port: '9292' } });
  });
});

describe('dockerfile/starts-existing-module', () => {
  const options = catalogOptions('dockerfile/starts-existing-module');
  it.each<[Partial<DockerfileFinal>, string]>([
    [{}, 'notApplicable'],
    [{ command: ['gunicorn', 'app:app'] }, 'pass'],
    [{ command: ['python', '-m', 'paddleocr.server'] }, 'fail:no-such-module'],
    [{ entrypoint: ['python', '-m'], command: ['paddleocr.server', '--port=8080'] }, 'fail:no-such-module'],
  ])('%j: %s', (final, expected) => {
    expect(answer(dockerfileStartsExistingModule, dockerfileFacts({ final }), options)).toBe(expected);
  });
});
