import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeTag } from '../../src/reference/describe.ts';
import { numberField } from '../../src/reference/lexicon.ts';
import { parseReference } from '../../src/reference/parse.ts';
import { describePublication, type Publication } from '../../src/reference/publication.ts';
import { describeRegistry } from '../../src/reference/registry.ts';
import { lastOnPyPI, wheelCuda } from '../../src/reference/wheels.ts';
import type { Reference } from '../../src/reference/types.ts';

const parse = (text: string): Reference => {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};
const publication = (text: string): Publication => describePublication(parse(text));
const paddle = (tag: string): Publication => publication(`paddlepaddle/paddle:${tag}`);

describe('describePublication', () => {
  it('explains the tag that everyone copies', () => {
    expect(paddle('2.6.0-gpu-cuda11.8-cudnn8')).toEqual({
      seen: 'contradicted',
      nearest: [
        '2.6.0-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.6.0-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.6.0-gpu-cuda12.0-cudnn8.9-trt8.6',
      ],
      digests: [],
      caution: 'only on generated-looking blog pages; no official list has it',
      expectation:
        'the wheel paddlepaddle-gpu==2.6.0 without a suffix is built for CUDA 11.8, so an image for CUDA 11.8 is expected too',
      reason: {
        code: 'unsuffixed-wheel',
        version: '2.6.0',
        cuda: '11.8',
        source: 'PaddlePaddle/docs:docs/install/Tables.md and Tables_en.md, all revisions',
      },
    });
  });

  it.each([
    ['2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4', 'official', [], null],
    [
      '2.6.1-gpu-cuda11.8-cudnn8.6-trt8.5',
      'contradicted',
      [
        '2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.6.1-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.6.1-gpu-cuda12.0-cudnn8.9-trt8.6',
      ],
      'unsuffixed-wheel',
    ],
    [
      '2.5.1-gpu-cuda11.6-cudnn8.4',
      'contradicted',
      [
        '2.5.1-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.5.1-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.5.1-gpu-cuda12.0-cudnn8.9-trt8.6',
        '2.5.1-gpu-cuda10.2-cudnn7.6-trt7.0',
      ],
      'suffixed-wheel',
    ],
    [
      '2.6.0-gpu-cuda11.1-cudnn8',
      'contradicted',
      [
        '2.6.0-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.6.0-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.6.0-gpu-cuda12.0-cudnn8.9-trt8.6',
      ],
      null,
    ],
    ['2.6.0-cpu', 'contradicted', ['2.6.0', '2.6.0-jupyter'], 'cpu-is-bare'],
    [
      '2.2.0-cuda10.2-cudnn7',
      'contradicted',
      ['2.2.0-gpu-cuda10.2-cudnn7', '2.2.0-gpu-cuda11.2-cudnn8'],
      'gpu-is-missing',
    ],
    [
      '2.6.2-GPU-cuda11.7-cudnn8.4-trt8.4',
      'contradicted',
      [
        '2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.6.2-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.6.2-gpu-cuda12.0-cudnn8.9-trt8.6',
      ],
      'wrong-case',
    ],
    ['latest-gpu.', 'official', ['latest-gpu'], 'stuck-punctuation'],
    [
      '2.6-gpu-cuda11.8-cudnn8',
      'unknown',
      [
        '2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.6.2-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.6.2-gpu-cuda12.0-cudnn8.9-trt8.6',
      ],
      null,
    ],
    [
      '2.6.0-xpu',
      'contradicted',
      [
        '2.6.0',
        '2.6.0-jupyter',
        '2.6.0-gpu-cuda11.2-cudnn8.2-trt8.0',
        '2.6.0-gpu-cuda11.7-cudnn8.4-trt8.4',
        '2.6.0-gpu-cuda12.0-cudnn8.9-trt8.6',
      ],
      null,
    ],
    ['3.3.1-gpu-cuda12.6-cudnn9.5', 'unofficial', [], null],
    [
      '3.3.1-gpu-cuda12.4-cudnn9.5',
      'unknown',
      [
        '3.3.1-gpu-cuda12.6-cudnn9.5',
        '3.3.1-gpu-cuda12.6-cudnn9.5-trt10.7',
        '3.3.1-gpu-cuda12.9-cudnn9.9',
        '3.3.1-gpu-cuda11.8-cudnn8.9',
        '3.3.1-gpu-cuda13.0-cudnn9.13',
      ],
      null,
    ],
    ['3.0.0rc1-gpu-cuda11.8-cudnn8.6-trt8.5', 'official-tracker', [], null],
    ['9.9.9', 'unknown', [], null],
    ['1.7.0-gpu-cuda10.0-cudnn7', 'official', [], null],
  ])('%s', (tag, seen, nearest, reason) => {
    const found = paddle(tag);
    expect({ seen: found.seen, nearest: found.nearest, reason: found.reason?.code ?? null }).toEqual({
      seen,
      nearest,
      reason,
    });
    expect(found.expectation === null).toBe(reason === null);
  });

  it('gives the digests that were seen', () => {
    expect(paddle('3.3.0-gpu-cuda12.6-cudnn9.5').digests).toEqual([
      'sha256:bb84347b6365c2980347cf784fc8be3eaa903472f5c40129cb65aaa634ebd776',
    ]);
    expect(publication(`paddlepaddle/paddle@sha256:${'a'.repeat(64)}`)).toMatchObject({
      seen: 'unknown',
      digests: [],
      caution: null,
    });
  });

  it('knows no list for other repositories', () => {
    expect(publication('bank/ocr:1.0')).toMatchObject({ seen: 'unknown', nearest: [], reason: null });
    expect(publication('paddlepaddle/newthing:1.0.0')).toMatchObject({ seen: 'unknown', nearest: [] });
    expect(publication('mirror.corp/x/paddlepaddle/paddle:2.6.1').seen).toBe('official');
  });

  it('offers only what was understood and is not contradicted', () => {
    const list = JSON.parse(readFileSync(new URL('../../rules/tags/seen.json', import.meta.url), 'utf8'))
      .repositories as Record<string, string[][]>;
    for (const [repository, rows] of Object.entries(list)) {
      for (const [tag, attested, , caution] of rows) {
        const facts = describeTag(parse(`${repository}:${tag!}`));
        if (caution !== undefined && caution !== '') expect(facts.seen).toBe('contradicted');
        else expect([attested, 'contradicted']).toContain(facts.seen);
        if (attested === 'official' && (caution ?? '') === '') expect(facts.seen).toBe('official');
        for (const near of facts.nearest) {
          const offered = describeTag(parse(`${repository}:${near}`));
          expect([offered.seen, offered.unknown]).not.toContain('contradicted');
          expect(offered.unknown).toEqual([]);
          expect(near).not.toBe(tag);
        }
      }
    }
  });
});

describe('describeRegistry', () => {
  it.each([
    [
      'paddlepaddle/paddle:2.6.1',
      { registry: 'docker.io', defaulted: true, deprecated: null, caseError: null, kind: 'public' },
    ],
    ['docker.io/paddlepaddle/paddle', { defaulted: false }],
    ['index.docker.io/paddlepaddle/paddle', { defaulted: false, registry: 'docker.io' }],
    [
      'Hub.baidubce.com/paddlepaddle/paddle:latest',
      {
        registry: 'hub.baidubce.com',
        defaulted: false,
        caseError: 'Hub.baidubce.com',
        deprecated: { instead: 'ccr-2vdh3abv-pub.cnc.bj.baidubce.com' },
      },
    ],
    ['docker.paddlepaddlehub.com/paddle:1.5.1', { deprecated: { instead: 'docker.io/paddlepaddle' } }],
    ['paddledev/paddle:0.10.0-gpu', { deprecated: { instead: 'docker.io/paddlepaddle' } }],
    [
      'iregistry.baidu-int.com/device/paddle-cpu:x',
      { kind: 'internal', deprecated: { instead: 'ccr-2vdh3abv-pub.cnc.bj.baidubce.com' } },
    ],
    ['registry.baidubce.com/paddlepaddle/paddle:2.6.1', { deprecated: null, kind: 'public' }],
    ['mirror.corp/paddledev/paddle:1', { deprecated: null, kind: null }],
    ['PaddlePaddle/paddle:2.6.1', { caseError: 'PaddlePaddle' }],
    ['paddlepaddle/paddle:latest-dev-cuda11.2-cuDNN8-gcc82', { caseError: 'cuDNN8' }],
    ['paddlepaddle/paddle:Latest-GPU', { caseError: 'Latest' }],
    ['paddlepaddle/paddleqa:Paddle-Model-Test-v1.0.0', { caseError: null }],
    ['device/paddle-npu:cann80RC1-910B-ubuntu18-x86_64', { caseError: null }],
    ['bank/ocr:CUDA11', { caseError: null }],
    ['mysql:Latest', { caseError: null, defaulted: true }],
    ['mysql', { caseError: null, defaulted: true }],
    ['a.b_c/d', { registry: '', defaulted: true }],
  ])('%s', (text, expected) => {
    expect(describeRegistry(parse(text))).toMatchObject(expected);
  });
});

describe('wheelCuda', () => {
  it.each([
    ['2.4.2', null, '10.2', 'table', true],
    ['2.5.0', null, '11.2', 'table', true],
    ['2.5.1', null, '11.8', 'table', true],
    ['2.6.0', null, '11.8', 'table', true],
    ['2.6.2', '117', '11.7', 'suffix', true],
    ['2.6.2', 'post120', '12.0', 'suffix', true],
    ['2.6.2', '.post112', '11.2', 'suffix', true],
    ['2.6.2', '118', '11.8', 'suffix', false],
    ['2.0.0', '110', '11.0', 'suffix', null],
    ['2.6.2', 'cpu', null, 'unknown', null],
    ['1.8.5', null, null, 'unknown', null],
    ['3.0.0b0', null, '11.8', 'table', true],
    ['3.0.0', null, null, 'index', null],
    ['3.3.1', null, null, 'index', null],
    ['no version', null, null, 'unknown', null],
  ])('%s with suffix %s: CUDA %s by %s', (version, suffix, cuda, from, published) => {
    expect(wheelCuda(version, suffix)).toMatchObject({ cuda, from, published });
  });

  it('knows the last version on PyPI', () => {
    expect(lastOnPyPI).toBe('2.6.2');
  });
});

describe('the token table', () => {
  const fields = [
    'cuda',
    'cudnn',
    'tensorrt',
    'nccl',
    'gcc',
    'python',
    'post',
    'flavour',
    'framework',
    'product',
    'version',
  ];
  it('names only fields that the reader knows', () => {
    const tokens = JSON.parse(
      readFileSync(new URL('../../rules/tags/tokens.json', import.meta.url), 'utf8'),
    ) as { numbers: Record<string, string> };
    for (const prefix of Object.keys(tokens.numbers)) expect(fields).toContain(numberField(prefix));
  });
});
