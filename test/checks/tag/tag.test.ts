import { describe, expect, it } from 'vitest';
import { tagAgreesWithDigest } from '../../../src/checks/tag/agrees-with-digest.ts';
import { tagArchitectureAgrees } from '../../../src/checks/tag/architecture-agrees.ts';
import { tagHasDigest } from '../../../src/checks/tag/has-digest.ts';
import { tagHasRightCase } from '../../../src/checks/tag/has-right-case.ts';
import { tagIsFinalRelease } from '../../../src/checks/tag/is-final-release.ts';
import { tagIsFixedBesideDigest } from '../../../src/checks/tag/is-fixed-beside-digest.ts';
import { tagIsForProduction } from '../../../src/checks/tag/is-for-production.ts';
import { tagIsFullyQualified } from '../../../src/checks/tag/is-fully-qualified.ts';
import { tagIsPinned } from '../../../src/checks/tag/is-pinned.ts';
import { tagIsSeen } from '../../../src/checks/tag/is-seen.ts';
import { tagIsUnderstood } from '../../../src/checks/tag/is-understood.ts';
import { tagRegistryIsAllowed } from '../../../src/checks/tag/registry-is-allowed.ts';
import { tagRegistryIsCurrent } from '../../../src/checks/tag/registry-is-current.ts';
import type { AnyCheck } from '../../../src/checks/define.ts';
import { answer, ask } from '../ask.ts';
import { imageFacts } from '../facts.ts';

const known = 'sha256:bb84347b6365c2980347cf784fc8be3eaa903472f5c40129cb65aaa634ebd776';
const made = `sha256:${'0'.repeat(63)}1`;
const seen330 = 'paddlepaddle/paddle:3.3.0-gpu-cuda12.6-cudnn9.5';
const flavours = { flavours: ['dev', 'devel', 'jupyter'] };

const data = (check: AnyCheck, image: string): unknown => {
  const judgement = ask(check, imageFacts(image));
  return judgement.outcome === 'fail' ? judgement.data : judgement.outcome;
};

describe('tag/is-pinned', () => {
  it.each([
    ['paddlepaddle/paddle', 'fail:no-tag'],
    ['paddlepaddle/paddle:latest', 'fail:floating'],
    ['paddlepaddle/paddle:latest-gpu', 'fail:floating'],
    ['paddlepaddle/paddle:latest-dev-cuda11.8-cudnn8.6-trt8.5-gcc82', 'fail:floating'],
    ['paddlepaddle/paddle:2.6', 'fail:floating'],
    ['paddlepaddle/paddle:cuda126-dev', 'fail:floating'],
    ['paddlepaddle/paddleocr-vl:paddleocr3.6-nvidia-gpu', 'fail:floating'],
    ['registry.example.com/team/ocr:latest', 'fail:floating'],
    ['registry:5000/paddle', 'fail:no-tag'],
    ['bank/ocr:prod', 'fail:floating'],
    ['bank/ocr:release-candidate', 'fail:floating'],
    ['docker.io/library/node:alpine', 'fail:floating'],
    ['docker.io/library/docker:dind', 'fail:floating'],
    ['mysql:8', 'notApplicable'],
    ['python:3.10-slim', 'notApplicable'],
    ['bank/ocr:v1', 'notApplicable'],
    [`mysql:8@${made}`, 'pass'],
    ['mysql:8.4.3', 'pass'],
    ['bank/ocr:2026.11.2', 'pass'],
    ['bank/ocr:20261123', 'pass'],
    ['bank/ocr:prod-20261123', 'pass'],
    ['paddlepaddle/paddle:3.O.0-gpu-cuda11.8-cudnn8.9-trt8.6', 'pass'],
    ['paddlepaddle/paddle:3.0.0', 'pass'],
    ['registry.example.com/team/ocr:1.4.2', 'pass'],
    [`paddlepaddle/paddle@${known}`, 'pass'],
    [`paddlepaddle/paddle:latest@${known}`, 'pass'],
  ])('%s: %s', (image, expected) => {
    expect(answer(tagIsPinned, imageFacts(image), { partialVersions: 'leave' })).toBe(expected);
  });

  it.each([
    ['mysql:8', 'fail:partial'],
    ['mysql:8.4.3', 'pass'],
    ['mysql:latest', 'fail:floating'],
  ])('%s, where the policy minds: %s', (image, expected) => {
    expect(answer(tagIsPinned, imageFacts(image), { partialVersions: 'fail' })).toBe(expected);
  });

  it.each(['leave', 'fail'])('lets one rule speak of mysql:8 (%s)', (partialVersions) => {
    const other = partialVersions === 'fail' ? 'leave' : 'fail';
    const said = [
      answer(tagIsPinned, imageFacts('mysql:8'), { partialVersions }),
      answer(tagHasDigest, imageFacts('mysql:8'), { partialVersions: other }),
    ];
    expect(said.filter((one) => one.startsWith('fail:'))).toHaveLength(1);
  });

  it('says where a floating tag came from when it was substituted', () => {
    const facts = imageFacts('paddlepaddle/paddle:latest', {
      reference: { resolvedFrom: ['ARG TAG=latest (line 1)'] },
    });
    expect(ask(tagIsPinned, facts)).toMatchObject({
      message: 'floating-substituted',
      data: { from: ['ARG TAG=latest (line 1)'] },
    });
  });

  it('offers a GPU release for a GPU image and the bare form for an image of somebody else', () => {
    expect(data(tagIsPinned, 'paddlepaddle/paddle:latest-gpu')).toMatchObject({
      example: 'paddlepaddle/paddle:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
    });
    expect(data(tagIsPinned, 'paddlepaddle/paddle')).toMatchObject({ example: 'paddlepaddle/paddle:2.6.2' });
    expect(data(tagIsPinned, 'mysql')).toMatchObject({ example: 'mysql:X.Y.Z' });
  });
});

describe('digests', () => {
  it.each([
    [tagHasDigest, 'paddlepaddle/paddle:2.6.1', 'fail:missing'],
    [tagHasDigest, 'paddlepaddle/paddle:latest', 'notApplicable'],
    [tagHasDigest, `paddlepaddle/paddle@${made}`, 'pass'],
    [tagHasDigest, `paddlepaddle/paddle:2.6.1@${made}`, 'pass'],
    [tagAgreesWithDigest, `${seen330}@${known}`, 'pass'],
    [tagAgreesWithDigest, `paddlepaddle/paddle:2.6.1@${known}`, 'fail:digest-of-another-tag'],
    [tagAgreesWithDigest, `${seen330}@${made}`, 'fail:tag-of-another-digest'],
    [tagAgreesWithDigest, `paddlepaddle/paddle:latest-gpu@${known}`, 'notApplicable'],
    [tagAgreesWithDigest, seen330, 'notApplicable'],
    [tagIsFixedBesideDigest, `paddlepaddle/paddle:latest@${known}`, 'fail:floating'],
    [tagIsFixedBesideDigest, `paddlepaddle/paddle:2.6.1@${known}`, 'pass'],
    [tagIsFixedBesideDigest, 'paddlepaddle/paddle:latest', 'notApplicable'],
  ])('$id on %s: %s', (check, image, expected) => {
    expect(answer(check, imageFacts(image))).toBe(expected);
  });
});

describe('tag/is-seen', () => {
  it.each([
    ['2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4', 'pass'],
    ['2.6.0-gpu-cuda11.8-cudnn8', 'fail:unsuffixed-wheel'],
    ['2.6.0-gpu-cuda11.6-cudnn8.4-trt8.4', 'fail:suffixed-wheel'],
    ['2.6.0-cpu', 'fail:cpu-is-bare'],
    ['2.2.0-cuda10.2-cudnn7', 'fail:gpu-is-missing'],
    ['2.6.0.', 'fail:stuck-punctuation'],
    ['2.6.0-gpu-cuda13.0-cudnn9-trt8.5', 'fail:not-published'],
    ['2.3.0-gpu-cuda10.1-cudnn7', 'fail:suffixed-wheel'],
    ['2.1.0-gpu-cuda11.2-cuDNN8', 'notApplicable'],
    ['latest', 'notApplicable'],
  ])('%s: %s', (tag, expected) => {
    const facts = imageFacts(`paddlepaddle/paddle:${tag}`, tag === 'latest' ? { publication: {} } : {});
    expect(answer(tagIsSeen, facts)).toBe(expected);
  });

  it('names the nearest published tags of the tag that everybody copies, and why it is expected', () => {
    expect(data(tagIsSeen, 'paddlepaddle/paddle:2.6.0-gpu-cuda11.8-cudnn8')).toMatchObject({
      best: '2.6.0-gpu-cuda11.7-cudnn8.4-trt8.4',
      cuda: '11.8',
      framework: '2.6.0',
    });
  });

  it('names the report of one who tried where there is no better reason', () => {
    const facts = imageFacts('paddlepaddle/fastdeploy:1.0.7-gpu-cuda11.4-trt8.4-21.10');
    expect(answer(tagIsSeen, facts)).toBe('fail:reported-absent');
  });

  it('does not invent a neighbour', () => {
    const facts = imageFacts('paddlepaddle/paddle:2.6.0-gpu-cuda13.0-cudnn9', {
      publication: { nearest: [] },
    });
    expect(answer(tagIsSeen, facts)).toBe('fail:nothing-like-it');
  });
});

describe('what a tag says', () => {
  it.each([
    [tagIsUnderstood, '3.3.0-gpu-cuda12.6-cudnn9.5', {}, 'pass'],
    [tagIsUnderstood, '3.3.0-gpu-cuda12.6-cudnn9.5-qwertz', {}, 'fail:tokens-near'],
    [tagIsUnderstood, '9.9.9-qwertz', {}, 'fail:tokens'],
    [tagIsUnderstood, '2.6.0-qwertz', {}, 'notApplicable'],
    [tagIsUnderstood, 'latest-qwertz', {}, 'notApplicable'],
    [tagIsFinalRelease, '3.0.0', {}, 'pass'],
    [tagIsFinalRelease, '2.2.0rc0-gpu-cuda10.2-cudnn7', {}, 'fail:pre-release'],
    [tagIsFinalRelease, '3.0.0b1', {}, 'fail:pre-release'],
    [tagIsFinalRelease, '2.0.0-alpha0', {}, 'fail:pre-release'],
    [tagIsFinalRelease, '3.0.0b1-gpu-cuda13.0-cudnn9', {}, 'notApplicable'],
    [tagIsFinalRelease, 'latest', {}, 'notApplicable'],
    [tagIsForProduction, '2.6.1', flavours, 'pass'],
    [tagIsForProduction, '2.6.1-jupyter', flavours, 'fail:flavour'],
    [tagIsForProduction, 'latest-dev', flavours, 'notApplicable'],
    [tagIsForProduction, '2.6.0-cuda11.8-dev', flavours, 'notApplicable'],
  ])('$id on %s: %4$s', (check, tag, options, expected) => {
    expect(answer(check, imageFacts(`paddlepaddle/paddle:${tag}`), options)).toBe(expected);
  });

  it('names the final release of a pre-release', () => {
    expect(data(tagIsFinalRelease, 'paddlepaddle/paddle:3.0.0b1')).toMatchObject({
      what: '3.0.0b1',
      final: '3.0.0',
    });
  });

  it('knows that build images of the project hold no Paddle, also beside a digest', () => {
    const image = `paddlepaddle/paddle_manylinux_devel:cuda10.2-cudnn7@${made}`;
    expect(answer(tagIsForProduction, imageFacts(image), flavours)).toBe('fail:build-image');
  });
});

describe('tag/architecture-agrees', () => {
  it.each([
    [{ wanted: null }, 'notApplicable'],
    [{ wanted: 'x86_64' }, 'pass'],
    [{ wanted: 'aarch64' }, 'fail:published-for-one'],
    [{ wanted: 'x86_64', offered: 'aarch64', inferred: false }, 'fail:tag-names-another'],
  ])('%o: %s', (architecture, expected) => {
    expect(answer(tagArchitectureAgrees, imageFacts('paddlepaddle/paddle:2.6.1', { architecture }))).toBe(
      expected,
    );
  });
});

describe('registries', () => {
  it.each([
    [tagRegistryIsCurrent, 'registry.baidubce.com/paddlepaddle/paddle:2.6.1', 'pass'],
    [tagRegistryIsCurrent, 'hub.baidubce.com/paddlepaddle/paddle:2.1.0', 'fail:deprecated'],
    [tagRegistryIsCurrent, 'Hub.baidubce.com/paddlepaddle/paddle:2.1.0', 'notApplicable'],
    [tagHasRightCase, 'Hub.baidubce.com/paddlepaddle/paddle:2.1.0', 'fail:host-deprecated'],
    [tagHasRightCase, 'Harbor.bank.example/team/ocr:1.0.0', 'fail:host'],
    [tagHasRightCase, 'paddlepaddle/paddle:2.1.0-gpu-cuda11.2-cuDNN8', 'fail:tag'],
    [tagHasRightCase, 'paddlepaddle/paddle:2.1.0-gpu-cuda11.2-cudnn8', 'pass'],
    [tagIsFullyQualified, 'paddlepaddle/paddle:2.6.1', 'fail:short'],
    [tagIsFullyQualified, 'docker.io/paddlepaddle/paddle:2.6.1', 'pass'],
  ])('$id on %s: %s', (check, image, expected) => {
    expect(answer(check, imageFacts(image))).toBe(expected);
  });

  it.each([
    [
      'hub.baidubce.com/paddlepaddle/paddle:2.1.0',
      'ccr-2vdh3abv-pub.cnc.bj.baidubce.com/paddlepaddle/paddle:2.1.0',
    ],
    ['docker.paddlepaddle.org/paddle:0.11.0', 'docker.io/paddlepaddle/paddle:0.11.0'],
    ['paddledev/paddle:0.10.0rc1-cpu', 'docker.io/paddlepaddle/paddle:0.10.0rc1-cpu'],
    [
      `hub.baidubce.com/paddlepaddle/serving:0.5.0@${made}`,
      `ccr-2vdh3abv-pub.cnc.bj.baidubce.com/paddlepaddle/serving:0.5.0@${made}`,
    ],
  ])('names the same image where it is published now: %s', (image, instead) => {
    expect(data(tagRegistryIsCurrent, image)).toMatchObject({ instead });
  });

  it('mends only the part that is wrong', () => {
    expect(data(tagHasRightCase, 'paddlepaddle/paddle:2.1.0-gpu-cuda11.2-cuDNN8')).toMatchObject({
      right: 'paddlepaddle/paddle:2.1.0-gpu-cuda11.2-cudnn8',
    });
  });

  it.each([
    [[], 'notApplicable'],
    [['harbor.bank.example'], 'fail:not-allowed'],
    [['docker.io'], 'pass'],
    [['docker.io/paddlepaddle'], 'pass'],
    [['docker.io/paddle'], 'fail:not-allowed'],
    [['*.io'], 'pass'],
    [['*.docker.io'], 'fail:not-allowed'],
  ])('allows %j: %s', (allowed, expected) => {
    expect(answer(tagRegistryIsAllowed, imageFacts('paddlepaddle/paddle:2.6.1'), { allowed })).toBe(expected);
  });
});
