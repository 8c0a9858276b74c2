import { describe, expect, it } from 'vitest';
import { dockerfileBase } from '../../../src/inputs/dockerfile/base.ts';
import { imageLine, imagesOf, readText, type Surroundings } from './reading.ts';

const lines = (text: string, surroundings: Surroundings = {}) => imagesOf(text, surroundings).map(imageLine);

/** The sixteen cases on which the neighbouring tools were measured. */
const TAG = '2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4';
const floating = (text: string): (boolean | null)[] =>
  imagesOf(text).map(({ evidence }) => {
    const pinning = evidence['image.pinning'];
    return pinning?.status === 'observed' ? pinning.value.moves : null;
  });

describe('what a reference in FROM leaves to the registry', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  it.each([
    ['no tag', 'FROM paddlepaddle/paddle', [true]],
    ['latest', 'FROM paddlepaddle/paddle:latest', [true]],
    ['latest-gpu', 'FROM paddlepaddle/paddle:latest-gpu', [true]],
    ['latest-dev-cuda', 'FROM paddlepaddle/paddle:latest-dev-cuda11.8-cudnn8.6-trt8.5-gcc82', [true]],
    ['a release', 'FROM paddlepaddle/paddle:3.0.0', [false]],
    ['nightly', 'FROM paddlepaddle/paddle:nightly-gpu-cuda12.0-cudnn8.9-trt8.6', [true]],
    ['a digest', `FROM paddlepaddle/paddle@${digest}`, [false]],
    ['tag and digest', `FROM paddlepaddle/paddle:latest@${digest}`, [false]],
    ['an ARG with latest as its default', 'ARG BASE=paddlepaddle/paddle:latest\nFROM ${BASE}', [true]],
    ['an ARG without a default', 'ARG BASE\nFROM ${BASE}', [null]],
    ['a stage', `FROM paddlepaddle/paddle:${TAG} AS base\nFROM base`, [false]],
    ['--platform', 'FROM --platform=linux/amd64 paddlepaddle/paddle:latest', [true]],
    ['an ARG for the tag', 'ARG TAG=latest\nFROM paddlepaddle/paddle:${TAG}', [true]],
    ['an impossible combination', 'FROM paddlepaddle/paddle:2.6.0-gpu-cuda13.0-cudnn9.9-trt8.5', [false]],
    [
      'COPY --from',
      `FROM paddlepaddle/paddle:${TAG}\nCOPY --from=paddlepaddle/serving:latest /a /b`,
      [false, true],
    ],
    ['a registry with a port', 'FROM registry:5000/paddle', [true]],
  ])('%s', (_, text, expected) => {
    expect(floating(text)).toEqual(expected);
  });
});

describe('places that name an image', () => {
  it('gives each its role, line and column', () => {
    const text = [
      'FROM golang:1.22 AS build',
      'FROM --platform=$BUILDPLATFORM   ubuntu:22.04 AS base',
      'FROM base',
      'COPY --chown=1:1 --from=nginx:1.27 /etc/nginx /etc/nginx',
      'RUN --mount=type=bind,from=busybox:1.36,target=/bb \\',
      '    --mount=from=build,target=/x true',
      'COPY --from=0 /a /b',
      'COPY --from=BUILD /a /b',
      'ONBUILD COPY --from=quay.io/a/b:1 /a /b',
    ].join('\n');
    expect(lines(text)).toEqual([
      '1:6 build-stage golang:1.22',
      '2:34 base ubuntu:22.04',
      '4:25 copy-from nginx:1.27',
      '5:28 copy-from busybox:1.36',
      '9:21 copy-from quay.io/a/b:1',
    ]);
  });

  it('has ids that no shift of lines changes, and one for each place', () => {
    const text = 'FROM a:1 AS x\nCOPY --from=b:1 /a /b\nCOPY --from=b:1 /c /d\nFROM a:1\n';
    const ids = (shifted: string) => imagesOf(shifted).map(({ subject }) => subject.id);
    expect(ids(text)).toEqual([
      'Dockerfile#stage/x/from',
      'Dockerfile#stage/x/copy/b:1',
      'Dockerfile#stage/x/copy/b:1~2',
      'Dockerfile#stage/1/from',
    ]);
    expect(ids(`\n# shifted\n${text}`)).toEqual(ids(text));
  });

  it('has no image for scratch and stages, and one for a stage that is only defined later', () => {
    expect(lines('FROM later\nFROM scratch AS later\nFROM later\nCOPY --from=later a b')).toEqual([
      '1:6 build-stage later',
    ]);
  });

  it('prefers a stage to an image of the same name, in the case that BuildKit wants', () => {
    expect(lines('FROM a:1 AS ubuntu\nFROM ubuntu')).toEqual(['1:6 base a:1']);
    expect(lines('FROM a:1 AS Build\nFROM build')).toEqual(['1:6 base a:1']);
  });

  it('keeps the platform as it is written where only the build fills it in', () => {
    const platforms = imagesOf(
      'ARG P=linux/arm64\nFROM --platform=$P a:1\nFROM --platform=$TARGETPLATFORM a:1',
    ).map(({ evidence }) =>
      evidence['image.use']?.status === 'observed' ? evidence['image.use'].value.platform : '',
    );
    expect(platforms).toEqual(['linux/arm64', '$TARGETPLATFORM']);
  });
});

describe('ARG in FROM', () => {
  it.each<[string, string, string]>([
    ['a default', 'ARG T=1.2\nFROM a:$T', 'a:1.2'],
    ['a chain of defaults', 'ARG V=1\nARG T=${V}-x\nFROM a:${T}', 'a:1-x'],
    ['the last of two', 'ARG T=1\nARG T=2\nFROM a:$T', 'a:2'],
    ['a default in place', 'FROM a:${T:-1.2}', 'a:1.2'],
    ['an alternative', 'ARG T=1\nFROM a:${T:+2}', 'a:2'],
    ['quotes', 'ARG T="1.2"\nFROM "a:$T"', 'a:1.2'],
    ['a cut', 'ARG T=v1.2\nFROM a:${T#v}', 'a:1.2'],
    ['several on one line', 'ARG A=a T=1\nFROM $A:$T', 'a:1'],
  ])('%s', (_, text, expected) => {
    expect(lines(text)[0]).toMatch(new RegExp(` ${expected}$`));
  });

  it('says what it rests on', () => {
    const [image] = imagesOf('ARG V=1\nARG T=${V}-x\nFROM a:${T}');
    const reference = image?.evidence['image.reference'];
    expect(reference?.status === 'observed' && reference.value.resolvedFrom).toEqual([
      'ARG T=${V}-x (line 2)',
      'ARG V=1 (line 1)',
    ]);
  });

  it('takes --build-arg over the default, and says so', () => {
    expect(lines('ARG T=1\nFROM a:$T', { buildArgs: { T: '2' } })).toEqual(['2:6 base a:2']);
    const [image] = imagesOf('ARG T\nFROM a:$T', { buildArgs: { T: '2' } });
    const reference = image?.evidence['image.reference'];
    expect(reference?.status === 'observed' && reference.value.resolvedFrom).toEqual(['--build-arg T=2']);
  });

  it.each([
    ['no default', 'ARG T\nFROM a:$T', 'give it with --build-arg T=VALUE'],
    ['no default further back', 'ARG V\nARG T=${V}-x\nFROM a:${T}', 'give it with --build-arg V=VALUE'],
    ['no ARG at all', 'FROM a:$T', 'give it with --build-arg T=VALUE'],
    ['an ARG of the stage before', 'FROM b:1\nARG T=1\nFROM a:$T', 'give it with --build-arg T=VALUE'],
    ['an ENV', 'FROM b:1\nENV T=1\nFROM a:$T', 'give it with --build-arg T=VALUE'],
    ['the machine of the build', 'FROM a:$TARGETARCH', 'give it with --build-arg TARGETARCH=VALUE'],
    ['nothing', 'ARG T=\nFROM $T', 'give every ARG of the name a default'],
    [
      'a build argument that is a property of every object',
      'ARG constructor\nFROM a:$constructor',
      'give it with --build-arg constructor=VALUE',
    ],
  ])('is not checked with %s', (_, text, advice) => {
    expect(lines(text).at(-1)).toContain(`? ${advice}`);
  });

  it('is not expanded in COPY --from and RUN --mount, where BuildKit refuses it', () => {
    const images = lines('ARG T=1\nFROM a:1\nARG T\nCOPY --from=b:$T x y\nRUN --mount=from=b:$T,target=/x z');
    expect(images.slice(1).every((line) => line.includes('? name the image in a stage'))).toBe(true);
    expect(images).toHaveLength(3);
  });

  it('does not take a name behind ONBUILD for an image: it may be a stage of the next file', () => {
    expect(lines('FROM a:1\nONBUILD COPY --from=builder x y')[1]).toContain(
      '? check the Dockerfile that builds',
    );
  });

  it('says of a malformed name what is wrong with it', () => {
    const [image] = imagesOf('FROM Foo/Bar:1');
    const evidence = image?.evidence['image.reference'];
    expect(evidence).toMatchObject({ status: 'unavailable', code: 'failed' });
  });
});

describe('the file as a whole', () => {
  it('has problems with a place, and subjects all the same', () => {
    const reading = readText('FROM a:1\nRUNN x\nUSER 1');
    expect(reading.problems).toMatchObject([
      { code: 'unknown-instruction', place: { path: 'Dockerfile', line: 2, column: 1 } },
    ]);
    expect(reading.subjects).toHaveLength(2);
  });

  it('says that it cannot know the language of another frontend', () => {
    expect(readText('# syntax=example.com/mine:1\nFROM a:1').unread).toMatchObject([
      { code: 'not-supported-here' },
    ]);
    expect(readText('# syntax=docker/dockerfile:1.7-labs\nFROM a:1').unread).toEqual([]);
  });

  it('says so when there are more stages than it reads', () => {
    const reading = readText('FROM a:1\n'.repeat(2000));
    expect(reading.unread).toHaveLength(1);
    expect(reading.subjects.length).toBeLessThan(1000);
  });

  it('tells the base of the final stage', () => {
    const base = (text: string) =>
      dockerfileBase({ path: 'D', text, digest: '' }, { T: '9' })?.original ?? null;
    expect(base('ARG T\nFROM a:$T AS x\nFROM b:1\nFROM x')).toBe('a:9');
    expect(base('FROM scratch')).toBeNull();
    expect(base('')).toBeNull();
  });

  it('knows a base through mirrors and images:', () => {
    const text = 'FROM harbor.bank.example/dockerhub/paddlepaddle/paddle:2.6.1\nCOPY --from=team/ocr:7 a b';
    const makes = imagesOf(text, {
      mirrors: { 'harbor.bank.example/dockerhub': 'docker.io' },
      images: { 'team/ocr': { base: 'paddlepaddle/paddle:2.6.1' } },
    }).map(({ evidence }) =>
      evidence['image.use']?.status === 'observed' ? evidence['image.use'].value.make : '',
    );
    expect(makes).toEqual(['paddle', 'derived']);
  });
});
