import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeTag } from '../../src/reference/describe.ts';
import { parseReference } from '../../src/reference/parse.ts';
import type { TagFacts } from '../../src/reference/types.ts';

const facts = (text: string): TagFacts => {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems[0]!.message}`);
  return describeTag(parsed.value);
};
const paddle = (tag: string): TagFacts => facts(`paddlepaddle/paddle:${tag}`);

describe('describeTag: every family', () => {
  it.each<[string, Partial<TagFacts>]>([
    [
      'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
      {
        family: 'paddle',
        product: 'paddle',
        version: '2.6.1',
        framework: '2.6.1',
        device: 'gpu',
        cuda: '11.7',
        cudnn: '8.4',
        tensorrt: '8.4',
        python: '3.10',
        os: 'ubuntu20.04',
        arch: 'x86_64',
        seen: 'official',
        inferred: ['python', 'os', 'arch'],
        unknown: [],
      },
    ],
    [
      'paddlepaddle/paddle:2.6.1',
      { device: 'cpu', cuda: null, inferred: ['device', 'python', 'os', 'arch'] },
    ],
    ['paddlepaddle/paddle:2.6.1-jupyter', { device: 'cpu', flavours: ['jupyter'] }],
    ['paddlepaddle/paddle:2.4.0-cpu', { device: 'cpu', python: '3.7', inferred: ['python', 'os', 'arch'] }],
    ['paddlepaddle/paddle:1.3.0-gpu-cuda9.0-cudnn7', { python: '2.7', os: 'ubuntu' }],
    [
      'paddlepaddle/paddle:3.3.0-gpu-cuda13.0-cudnn9.13',
      { cuda: '13.0', cudnn: '9.13', tensorrt: null, os: 'ubuntu22.04', python: '3.10' },
    ],
    [
      'paddlepaddle/paddle:latest-dev',
      { device: 'cpu', gcc: '12.2', version: null, framework: null, flavours: ['dev'] },
    ],
    [
      'paddlepaddle/paddle:latest-dev-cuda11.2-cudnn8.2-trt8.0-gcc82',
      { device: 'gpu', gcc: '8.2', tensorrt: '8.0', inferred: ['device', 'os', 'arch'] },
    ],
    [
      'paddlepaddle/paddle:latest-gpu-cuda10.1-cudnn7-gcc54-dev',
      { device: 'gpu', gcc: '5.4', flavours: ['dev'] },
    ],
    ['paddlepaddle/paddle:cuda126-dev', { device: 'gpu', cuda: '12.6', flavours: ['dev'] }],
    [
      'paddlepaddle/paddle:latest-dev-rocm4.0-miopen2.11',
      { device: 'rocm', stack: ['rocm4.0', 'miopen2.11'] },
    ],
    [
      'paddlepaddle/paddle:latest-dev-cann5.0.2.alpha005-gcc82-aarch64',
      { device: 'npu', arch: 'aarch64', stack: ['cann5.0.2.alpha005'] },
    ],
    ['paddlepaddle/paddle:latest-dev-ipu', { device: 'ipu' }],
    ['paddlepaddle/paddle:latest-dev-android', { device: null, flavours: ['dev', 'android'] }],
    ['paddlepaddle/paddle:latest-noavx-openblas', { device: 'cpu', flavours: ['noavx', 'openblas'] }],
    ['paddledev/paddle:gpu-devel-v0.9.0a0', { framework: '0.9.0a0', device: 'gpu', flavours: ['devel'] }],
    ['paddledev/paddle:cpu-noavx-latest', { device: 'cpu', flavours: ['noavx'], framework: null }],
    [
      'docker.paddlepaddlehub.com/paddle:0.11.0-gpu',
      { family: 'paddle', framework: '0.11.0', device: 'gpu', cuda: null },
    ],
    [
      'paddlepaddle/serving:0.8.0-cuda10.2-cudnn8-runtime',
      {
        family: 'serving',
        product: 'serving',
        version: '0.8.0',
        framework: null,
        device: 'gpu',
        flavours: ['runtime'],
        os: 'ubuntu16',
      },
    ],
    ['paddlepaddle/serving:0.8.0-runtime', { device: 'cpu', inferred: ['device', 'os'] }],
    [
      'paddlepaddle/serving:0.9.0-devel',
      { device: 'cpu', python: '3.6', inferred: ['device', 'python', 'os'] },
    ],
    ['paddlepaddle/serving:0.4.0-java', { device: null, os: 'centos7' }],
    ['paddlepaddle/serving:0.6.0-cuda11.0-cudnn8-devel', { os: 'ubuntu18' }],
    ['paddlepaddle/serving:0.7.0-cpu-py36', { device: 'cpu', python: '3.6' }],
    ['paddlepaddle/serving:xpu-arm', { device: 'xpu', arch: 'aarch64', version: null }],
    [
      'paddlepaddle/serving:k8s_ocr_pipeline_0.8.3_post101',
      { version: '0.8.3', cuda: '10.1', build: 'post101', flavours: ['k8s', 'ocr', 'pipeline'] },
    ],
    [
      'paddlepaddle/serving:ascend-aarch64-cann3.3.0-paddlelite-devel',
      { device: 'npu', arch: 'aarch64', stack: ['cann3.3.0'], flavours: ['paddlelite', 'devel'] },
    ],
    [
      'paddlepaddle/paddle_manylinux_devel:cuda10.2-cudnn7.6-trt7.0-gcc8.2',
      { family: 'manylinux', device: 'gpu', cudnn: '7.6', tensorrt: '7.0', gcc: '8.2', os: 'centos' },
    ],
    ['paddlepaddle/paddle_manylinux_devel:cuda12.9-cudnn9.9-trt10.5-gcc11', { gcc: '11', os: null }],
    ['paddlepaddle/paddle_manylinux_devel:gcc11', { os: null, device: null }],
    [
      'paddlepaddle/fastdeploy:1.0.7-gpu-cuda11.4-trt8.5-21.10',
      {
        family: 'fastdeploy',
        version: '1.0.7',
        framework: null,
        build: '21.10',
        tensorrt: '8.5',
        device: 'gpu',
      },
    ],
    ['paddlepaddle/fastdeploy:0.3.0-ipu-only-21.10', { device: 'ipu', flavours: [], unknown: [] }],
    [
      'paddlepaddle/fastdeploy:llm-serving-cuda123-cudnn9-v1.2',
      { version: '1.2', cuda: '12.3', flavours: ['llm', 'serving'] },
    ],
    [
      'ccr-2vdh3abv-pub.cnc.bj.baidubce.com/paddlepaddle/fastdeploy-cuda-12.6:2.3.0-rc0',
      {
        family: 'fastdeploy',
        product: 'fastdeploy',
        version: '2.3.0rc0',
        cuda: '12.6',
        device: 'gpu',
        inferred: ['device'],
      },
    ],
    ['paddlepaddle/fastdeploy-xpu:2.3.0', { device: 'xpu', inferred: ['device'] }],
    [
      'paddlex/paddlex:paddlex3.3.11-paddlepaddle3.2.0-gpu-cuda12.6-cudnn9.5',
      { family: 'paddlex', version: '3.3.11', framework: '3.2.0', cuda: '12.6' },
    ],
    [
      'paddlex/paddlex:paddlex3.0.0b1-paddlepaddle3.0.0b1-cpu',
      { version: '3.0.0b1', framework: '3.0.0b1', device: 'cpu' },
    ],
    ['paddlex/hps:paddlex3.4-gpu', { family: 'paddlex', product: 'hps', version: '3.4', device: 'gpu' }],
    [
      'paddlepaddle/paddleocr-vl:paddleocr3.6-nvidia-gpu-offline',
      {
        family: 'paddleocr-vl',
        version: '3.6',
        framework: null,
        device: 'gpu',
        flavours: ['offline'],
        cuda: null,
      },
    ],
    ['paddlepaddle/paddleocr-vl:latest-huawei-npu', { device: 'npu' }],
    ['paddlepaddle/paddleocr-vl:latest-intel-gpu', { device: 'intel-gpu' }],
    ['paddlepaddle/paddleocr-vl:latest-sm120', { device: 'gpu', flavours: ['sm120'], inferred: ['device'] }],
    ['paddlepaddle/paddlex-genai-vllm-server:latest-sm120', { family: 'paddleocr-vl' }],
    [
      'paddlecloud/paddleocr:2.4-cpu-e9a542',
      { family: 'paddleocr', version: '2.4', build: 'e9a542', device: 'cpu' },
    ],
    [
      'paddlecloud/paddlenlp:develop-gpu-cuda10.2-cudnn7-cdd682',
      { family: 'paddlenlp', version: null, build: 'cdd682' },
    ],
    [
      'paddlecloud/paddle-toolkit-collection:2.3.0-gpu-cuda11.2-cudnn8',
      { family: 'paddlecloud', product: 'paddle-toolkit-collection', version: '2.3.0' },
    ],
    ['paddle-operator/controller:v0.3-beta', { family: 'paddlecloud', version: '0.3b0' }],
    [
      'device/paddle-npu:cann80RC1-910B-ubuntu20-aarch64-gcc84-py310',
      {
        family: 'device',
        product: 'paddle-npu',
        device: 'npu',
        framework: null,
        stack: ['cann80RC1', '910B'],
        os: 'ubuntu20',
        arch: 'aarch64',
        gcc: '8.4',
        python: '3.10',
        inferred: ['device'],
      },
    ],
    [
      'device/paddle-npu:cann800-ubuntu20-npu-910b-base-x86_64-gcc84',
      { device: 'npu', stack: ['cann800', '910b'], flavours: ['base'], inferred: [] },
    ],
    [
      'device/paddle-mlu:cntoolkit3.4.2-1-cnnl1.17.0-1-gcc82',
      { device: 'mlu', stack: ['cntoolkit3.4.2-1', 'cnnl1.17.0-1'], framework: null },
    ],
    [
      'device/paddle-dcu:3.0.0rc1-dtk24.04.1-kylinv10-gcc82-py310',
      { device: 'dcu', framework: '3.0.0rc1', stack: ['dtk24.04.1'], os: 'kylinv10' },
    ],
    ['device/paddle-dcu:rocm4.0.1', { device: 'dcu', stack: ['rocm4.0.1'] }],
    [
      'device/paddle-gcu:3.0.0-topsrider3.2.109-ubuntu20-x86_64-gcc84-py310',
      { device: 'gcu', framework: '3.0.0', stack: ['topsrider3.2.109'] },
    ],
    ['device/paddle-cpu:kylinv10-sw64-gcc83', { device: 'cpu', arch: 'sw64' }],
    ['device/paddle-dev:xpu-x86_64', { device: 'xpu', arch: 'x86_64', inferred: [] }],
    ['device/paddlepaddle:ipu-poplar251', { device: 'ipu', stack: ['poplar251'] }],
    ['paddle-ixuca-py39:3.3.0', { family: 'device', device: 'iluvatar', framework: '3.3.0', python: '3.9' }],
    ['paddle-xpu:ubuntu20-x86_64-gcc84-py310', { family: 'device', device: 'xpu' }],
    [
      'nvcr.io/nvidia/paddlepaddle:24.05-py3',
      {
        family: 'ngc',
        product: 'paddle',
        version: null,
        framework: null,
        build: '24.05',
        python: '3',
        device: 'gpu',
        inferred: ['device'],
      },
    ],
    [
      'ccr-2vdh3abv-pub.cnc.bj.baidubce.com/ci/paddle:0123456789abcdef0123456789abcdef',
      { family: 'ci', build: '0123456789abcdef0123456789abcdef', version: null, unknown: [] },
    ],
    ['paddlepaddle/paddlespeech-audio-search-client:2.3', { family: 'paddlespeech', version: '2.3' }],
    [
      'paddlecloud/paddledetection:2.4-gpu-cuda11.2-cudnn8-latest',
      { family: 'paddledetection', version: '2.4' },
    ],
    [
      'paddlelite/ascend_x86:cann_5.1.rc1.alpha001',
      { family: 'paddle-other', arch: 'x86_64', device: 'npu', stack: ['cann_5.1.rc1.alpha001'] },
    ],
    [
      'paddleopen/fluiddoc-sphinx:20210610-py38',
      { family: 'paddle-other', build: '20210610', version: null },
    ],
    [
      'paddlecloud/base-images:ubuntu20.04-gcc12.2-cuda12.3-cudnn9.0-openmpi4.1.5-OFED5.8_2.0.3.0-nccl2.20.3.1',
      { nccl: '2.20.3.1', stack: ['openmpi4.1.5', 'OFED5.8_2.0.3.0'], unknown: [] },
    ],
    ['svtter/paddle:cuda11.2-paddle2.4.2', { family: 'paddle', framework: '2.4.2', arch: null }],
  ])('%s', (text, expected) => {
    expect(facts(text)).toMatchObject(expected);
  });

  it.each([
    ['mysql:8.0', 'other'],
    ['docker.io/library/nginx:1.25', 'other'],
    ['bitnami/kafka:3.6', 'other'],
    ['prom/prometheus:v2.50.0', 'other'],
    ['grafana/grafana:10.0.0', 'other'],
    ['fluent/fluent-bit:2.1', 'other'],
    ['nvidia/cuda:11.8.0-base-ubuntu22.04', 'other'],
    ['nvcr.io/nvidia/tritonserver:21.10-py3', 'other'],
    ['quay.io/prometheus/node-exporter:v1.7.0', 'other'],
    ['registry.k8s.io/pause:3.9', 'other'],
    ['public.ecr.aws/docker/library/mysql:8', 'other'],
    ['ctr/cuda:10.2-cudnn8-devel-ubuntu16.04', 'other'],
    ['my-ocr-service:1.0', 'unknown'],
    ['quay.io/bank/ocr:1.0', 'unknown'],
    ['quay.io/alone:1.0', 'unknown'],
    ['registry.bank.example/ocr/paddleocr:1.4.2', 'unknown'],
    ['registry.bank.example/paddle:2.6.1', 'unknown'],
    ['someone/paddle:2.6.1', 'unknown'],
    ['device/something:1', 'unknown'],
    ['localhost:5000/paddle-npu:1', 'unknown'],
    ['mirror.corp/nvidia/cuda:12.0', 'unknown'],
    ['a.b_c/paddle:1', 'unknown'],
    ['gcr.io/distroless/static:nonroot', 'other'],
    ['public.ecr.aws/x:1', 'unknown'],
    ['mcr.microsoft.com/dotnet/runtime:8.0', 'other'],
    ['localhost/mysql:8', 'unknown'],
    ['mirror.corp/proxy/nvidia/paddlepaddle:24.05-py3', 'ngc'],
    ['harbor.sisys.local/sisys/tools/paddlepaddle/paddleocr-vl:latest', 'paddleocr-vl'],
    ['PaddlePaddle/paddle:2.6.1', 'paddle'],
  ])('%s is %s', (text, family) => {
    expect(facts(text).family).toBe(family);
  });

  it('keeps a tag that it knows nothing about as not understood', () => {
    expect(facts('bank/ocr:v7-blue')).toMatchObject({
      family: 'unknown',
      unknown: ['v7-blue'],
      version: null,
      seen: 'unknown',
    });
    expect(facts('mysql:8.0')).toMatchObject({ unknown: [], seen: 'unknown', nearest: [] });
  });
});

describe('describeTag: irregularities', () => {
  it.each([
    'cann600',
    'cann631',
    'cann605',
    'cann601',
    'cann512',
    'cann504',
    'cann70RC1',
    'cann80T2',
    'cann80T13',
    'cann800',
  ])('1: %s is kept as written', (cann) => {
    expect(facts(`device/paddle-npu:${cann}-ubuntu18-x86_64-gcc82`)).toMatchObject({
      stack: [cann],
      version: null,
      unknown: [],
    });
  });

  it('2, 3: the version of a stack is not that of the framework', () => {
    expect(facts('jfrog.tecorigin.net/tecotp-docker/release/ubuntu22.04/x86_64/paddle:2.1.0-paddle_sdaa2.1.0')).toMatchObject({
      family: 'paddle', product: 'paddle_sdaa', version: '2.1.0', framework: null, device: 'sdaa', os: 'ubuntu22.04', arch: 'x86_64',
    }); // prettier-ignore
    expect(facts('device/paddle-mlu:ctr2.15.0-ubuntu20-gcc84-py310')).toMatchObject({
      version: null,
      framework: null,
      stack: ['ctr2.15.0'],
    });
    expect(facts('device/paddle-gcu:topsrider3.2.109-ubuntu20-x86_64-gcc84')).toMatchObject({
      version: null,
      framework: null,
    });
  });

  it('4: there was no release 1.10', () => {
    expect(paddle('1.10-gpu-cuda8.0-cudnn7')).toMatchObject({ framework: '1.1.0', version: '1.1.0' });
    expect(paddle('1.10-gpu-cuda8.0-cudnn7').inferred).toEqual(
      expect.arrayContaining(['version', 'framework']),
    );
  });

  it('6, 7: other products put their own version, or a date, first', () => {
    expect(facts('paddlepaddle/fastdeploy:22.09-cpu-only-min')).toMatchObject({
      version: null,
      framework: null,
      build: '22.09',
    });
    expect(facts('paddlecloud/paddleocr:2.4')).toMatchObject({ version: '2.4', framework: null });
    expect(
      facts('image.sourcefind.cn:5000/dcu/admin/base/vllm:0.9.2-ubuntu22.04-dtk25.04.2-py3.10'),
    ).toMatchObject({ framework: null, family: 'other' });
  });

  it.each([
    ['cuda11.2', '11.2'], ['cuda11.2.2', '11.2.2'], ['cuda118', '11.8'], ['cuda130', '13.0'], ['cuda129', '12.9'], ['cu118', '11.8'], ['cuda11', '11'], ['cuda9', '9'], ['cuda92', '9.2'],
    ['cuda1180', null], ['cuda999', null], ['cuda11.x', null], ['cuda', null], ['cuda11.', null],
  ])('8: %s is CUDA %s', (token, cuda) => {
    const found = paddle(`latest-dev-${token}-cudnn8`);
    expect(found.cuda).toBe(cuda);
    expect(found.unknown).toEqual(cuda === null ? [token] : []);
  }); // prettier-ignore

  it('8: cuda11 of Serving 0.6.2 is 11.0', () => {
    expect(facts('paddlepaddle/serving:0.6.2-cuda11-cudnn8-devel')).toMatchObject({
      cuda: '11.0',
      os: 'ubuntu18',
      inferred: ['device', 'python', 'cuda', 'os'],
    });
    expect(facts('paddlepaddle/serving:latest-cuda11-cudnn8-devel').cuda).toBe('11');
  });

  it.each([['gcc82', '8.2'], ['gcc54', '5.4'], ['gcc8.2', '8.2'], ['gcc12.2', '12.2'], ['gcc8', '8'], ['gcc11', '11'], ['gcc482', '4.8.2'], ['gcc122', '12.2'], ['gcc82s', null], ['gcc1234', null]])('9: %s is gcc %s', (token, gcc) => {
    expect(paddle(`latest-dev-cuda10.1-cudnn7-${token}`).gcc).toBe(gcc);
  }); // prettier-ignore

  it.each([['cudnn8', '8'], ['cudnn8.2', '8.2'], ['cudnn8.2.1', '8.2.1'], ['cudnn9.13', '9.13'], ['cuDNN8', '8'], ['cudnn10', '10'], ['cudnn841', null]])('10: %s is cuDNN %s', (token, cudnn) => {
    expect(paddle(`latest-dev-cuda11.2-${token}-gcc82`).cudnn).toBe(cudnn);
  }); // prettier-ignore

  it.each([['py37', '3.7'], ['py310', '3.10'], ['py3.10', '3.10'], ['py3', '3'], ['python3.10', '3.10'], ['py27', '2.7'], ['py3100', null]])('11: %s is Python %s', (token, python) => {
    expect(facts(`device/paddle-xpu:ubuntu20-x86_64-gcc84-${token}`).python).toBe(python);
  }); // prettier-ignore

  it('12: underscores part tokens as hyphens do', () => {
    expect(facts('paddlepaddle/paddle_manylinux_devel:cuda9.0_cudnn7')).toMatchObject({
      cuda: '9.0',
      cudnn: '7',
      unknown: [],
    });
    expect(facts('image.sourcefind.cn:5000/dcu/admin/base/paddlepaddle:2.3.2-centos7.6-dtk-22.10.1-py37-latest')).toMatchObject({
      framework: '2.3.2', device: 'dcu', os: 'centos7.6', stack: ['dtk-22.10.1'], python: '3.7', unknown: [], floating: { floating: true },
    }); // prettier-ignore
  });

  it('13: order does not matter', () => {
    const one = facts('paddlepaddle/paddle_manylinux_devel:cuda11.1-cudnn8.1-gcc82-trt7');
    const other = facts('paddlepaddle/paddle_manylinux_devel:cuda11.1-cudnn8.1-trt7-gcc82');
    expect({ ...one, seen: null, nearest: null }).toEqual({ ...other, seen: null, nearest: null });
    expect(facts('paddledev/paddlepaddle:latest-cpu').device).toBe(
      facts('paddledev/paddlepaddle:cpu-latest').device,
    );
  });

  it.each(['aarch64', 'aarch_64', 'arm64', 'arm'])('14: %s is one architecture', (arch) => {
    expect(facts(`device/paddle-npu:cann80T13-ubuntu20-${arch}-gcc84-py39`)).toMatchObject({
      arch: 'aarch64',
      unknown: [],
    });
  });

  it.each(['910A', '910B', '910b', '310p', '910B3'])('14: %s is a chip', (chip) => {
    expect(facts(`device/paddle-npu:cann700-${chip}-ubuntu18-x86_64`)).toMatchObject({
      stack: ['cann700', chip],
      unknown: [],
    });
  });

  it.each([['2.0.0-alpha0', '2.0.0a0'], ['2.0.0rc1', '2.0.0rc1'], ['3.0.0b2', '3.0.0b2'], ['3.0.0-rc1', '3.0.0rc1'], ['3.0.0-beta', '3.0.0b0'], ['3.0.0.dev20250101', '3.0.0.dev20250101']])('15: %s is %s', (tag, version) => {
    expect(paddle(tag)).toMatchObject({ framework: version, version, device: 'cpu' });
    expect(paddle(`${tag}-gpu-cuda11.8-cudnn8.6-trt8.5`)).toMatchObject({ framework: version, cuda: '11.8', unknown: [] });
  }); // prettier-ignore

  it('15: four parts and a bare alpha', () => {
    expect(facts('paddlepaddle/fastdeploy:2.0.0.0-alpha')).toMatchObject({
      version: '2.0.0.0a0',
      floating: { floating: false },
    });
  });

  it('a wheel version names its CUDA', () => {
    expect(paddle('2.6.1.post117')).toMatchObject({
      framework: '2.6.1.post117',
      cuda: '11.7',
      build: 'post117',
      device: 'gpu',
    });
    expect(paddle('2.6.1.post1')).toMatchObject({ cuda: null, build: null });
    expect(facts('paddlepaddle/serving:0.8.3-cuda10.2_post101')).toMatchObject({
      cuda: '10.2',
      build: 'post101',
    });
  });

  it.each([
    ['euleros_2.0_sp8-aarch64', 'euleros_2.0_sp8'], ['kylin-v10-aarch64', 'kylin-v10'], ['centos6u3', 'centos6u3'], ['openeuler22.03sp1', 'openeuler22.03sp1'], ['kylinv10', 'kylinv10'], ['EulerOS-2.0', 'euleros-2.0'],
  ])('reads the system of %s', (tag, os) => {
    expect(facts(`device/paddle-cpu:${tag}`)).toMatchObject({ os, unknown: [] });
  }); // prettier-ignore

  it('16: develop is a channel', () => {
    expect(paddle('develop')).toMatchObject({ floating: { floating: true }, seen: 'unknown' });
  });

  it('31: a full stop at the end is kept and reported', () => {
    expect(paddle('latest-gpu.')).toMatchObject({ device: 'gpu', unknown: ['.'], nearest: ['latest-gpu'] });
  });

  it('33: what was missing when somebody tried is contradicted', () => {
    for (const text of [
      'paddlepaddle/serving:0.8.0-devel',
      'paddlepaddle/fastdeploy:1.0.7-gpu-cuda11.4-trt8.4-21.10',
      'device/paddle-cpu:kylinv10-aarch64-gcc73',
      'paddlex/hps:paddlex3.0.0rc0-gpu',
      'paddlepaddle/paddle:2.2.0-cuda10.2-cudnn7',
      'paddlepaddle/paddle:3.0.0b0-gpu-cuda11.8-cudnn8.9-trt8.5',
    ]) {
      expect(facts(text).seen, text).toBe('contradicted');
      expect(facts(text).nearest.length, text).toBeGreaterThan(0);
    }
  });

  it('keeps every token that it does not understand, in order', () => {
    expect(paddle('2.6.1-gpu-cuda11.7-mycorp3-cudnn8.4-blue').unknown).toEqual(['mycorp3', 'blue']);
    expect(paddle('latest-ubuntu-centos-cudnn-2.3.4-12.x').unknown).toEqual([
      'ubuntu',
      'centos',
      'cudnn',
      '2.3.4',
      '12.x',
    ]);
    expect(paddle('2.6.1-cann-dtkx').unknown).toEqual(['cann', 'dtkx']);
    expect(paddle('2.6.1-2.6.2-paddlex3.0-v2.0.0').unknown).toEqual(['2.6.2', 'paddlex3.0', 'v2.0.0']);
    expect(paddle('2.6.1-gpu-cuda11.7-cuda11.8-cuda11.7').unknown).toEqual(['cuda11.8']);
    expect(paddle('2.6.1-cudnn8.x-py3.x-gcc8.x-trtx').unknown).toEqual([
      'cudnn8.x',
      'py3.x',
      'gcc8.x',
      'trtx',
    ]);
    expect(paddle(`${'1.'.repeat(18)}11-rc1`).unknown).toEqual(['rc1']);
    expect(paddle(`2.6.1-cann${'8'.repeat(40)}`).unknown).toEqual([`cann${'8'.repeat(40)}`]);
    expect(facts('paddlepaddle/paddle:2.6.1-paddle3.0.0-paddle3.1.0').unknown).toEqual(['paddle3.1.0']);
    expect(facts('paddlex/paddlex:paddlexyz-paddlexx3').unknown).toEqual(['paddlexyz', 'paddlexx3']);
    expect(facts('paddlepaddle/paddleocr:paddlex3.0-paddleocr3.x').unknown).toEqual([
      'paddlex3.0',
      'paddleocr3.x',
    ]);
    expect(paddle('2.6.1-smx-sm1-ubuntu20xyz-vx-post1').unknown).toEqual([
      'smx',
      'sm1',
      'ubuntu20xyz',
      'vx',
      'post1',
    ]);
  });
});

describe('describeTag: floating', () => {
  it.each([
    ['paddlepaddle/paddle', true], ['paddlepaddle/paddle:latest', true], ['paddlepaddle/paddle:latest-gpu', true], ['paddlepaddle/paddle:latest-dev-cuda11.2-cudnn8-gcc82', true],
    ['paddlepaddle/paddle:latest-gpu-cuda10.1-cudnn7-gcc54-dev', true], ['paddlepaddle/paddle:cuda126-dev', true], ['paddlepaddle/paddle:2.6', true], ['paddlepaddle/paddle:2.6-gpu-cuda11.7-cudnn8.4-trt8.4', true],
    ['paddlepaddle/paddle:3.0.0', false], ['paddlepaddle/paddle:3.0.0rc1', false], ['paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4', false], ['paddledev/paddle:gpu-release-v0.9.0', false],
    ['paddlepaddle/paddle_manylinux_devel:cuda10.2-cudnn7', true], ['device/paddle-npu:cann80RC1-ubuntu20-aarch64-gcc84-py310', true], ['device/paddle-dcu:3.0.0rc1-dtk24.04.1-kylinv10-gcc82-py310', false],
    ['paddlepaddle/paddleocr-vl:latest-nvidia-gpu', true], ['paddlepaddle/paddleocr-vl:paddleocr3.6-nvidia-gpu', true], ['paddlex/hps:paddlex3.4-gpu', true], ['paddlex/hps:paddlex3.0.3-gpu', false],
    ['paddlecloud/paddleocr:2.4-cpu-latest', true], ['paddlecloud/paddleocr:2.4-cpu-e9a542', false], ['paddlecloud/paddlenlp:develop-cpu-b33ead', false], ['paddlecloud/paddleocr:2.4', true],
    ['nvcr.io/nvidia/paddlepaddle:24.05-py3', false], ['nvcr.io/nvidia/paddlepaddle:latest', true], ['x.y/ci/paddle:0123456789abcdef0123456789abcdef', false], ['x.y/ci/paddle:latest', true],
    ['paddlepaddle/fastdeploy:cuda11.6-23.06', true], ['paddlepaddle/fastdeploy:1.0.7-xpu-21.10', false], ['paddlepaddle/serving:xpu-beta', true], ['paddlepaddle/paddle:quickstart', true],
    ['mysql', true], ['mysql:latest', true], ['mysql:8', false], ['mysql:8.0.36', false], ['nginx:stable-alpine', true], ['nginx:1.25-alpine', false], ['bank/ocr:main', true], ['bank/ocr:main-ab12cd3', false],
    ['bank/ocr:prod', true], ['bank/ocr:stable-slim', true], ['node:alpine', true], ['bank/ocr:prod-41', false], ['paddlepaddle/paddle:3.O.0', false],
    ['bank/ocr:latest-7', true], ['bank/ocr:v7-latest', true], ['bank/ocr:Nightly', true], ['bank/ocr:blue', false],
  ])('%s: %s', (text, floating) => {
    const found = facts(text).floating;
    expect(found.floating).toBe(floating);
    expect(found.why).not.toBe('');
  }); // prettier-ignore

  it('is a property of the tag: a digest beside it does not change it', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(facts(`paddlepaddle/paddle:latest@${digest}`).floating.floating).toBe(true);
    expect(facts(`paddlepaddle/paddle@${digest}`)).toMatchObject({
      floating: { floating: false },
      seen: 'unknown',
      device: null,
    });
    expect(facts(`mysql@${digest}`).floating.floating).toBe(false);
    expect(facts('paddlepaddle/paddle')).toMatchObject({ device: 'cpu', seen: 'official' });
  });
});

describe('describeTag: laws', () => {
  const token = fc.constantFrom(
    '2.6.1',
    '2.6',
    'latest',
    'gpu',
    'cpu',
    'cuda11.8',
    'cuda118',
    'cudnn8',
    'trt8.4',
    'gcc82',
    'py310',
    'ubuntu20',
    'x86_64',
    'cann800',
    'dtk',
    '22.10.1',
    '1',
    'dev',
    'Paddle',
    'cuDNN8',
    'zzz',
    '__',
    'rc1',
    'v1',
    'e9a542',
    '21.10',
    '.',
  );
  const name = fc.constantFrom(
    'paddlepaddle/paddle',
    'paddlepaddle/serving',
    'device/paddle-npu',
    'paddlepaddle/fastdeploy',
    'paddlex/paddlex',
    'paddlecloud/paddleocr',
    'nvcr.io/nvidia/paddlepaddle',
    'mysql',
    'bank/ocr',
  );

  it('never throws, always explains, and never marks as inferred what is absent', () => {
    fc.assert(
      fc.property(
        name,
        fc.array(token, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('-', '_'),
        (repository, tokens, joiner) => {
          const parsed = parseReference(`${repository}:${tokens.join(joiner)}`);
          if (!parsed.ok) return true;
          const found = describeTag(parsed.value);
          const fields: Record<string, unknown> = { ...found };
          return (
            found.floating.why !== '' &&
            new Set(found.inferred).size === found.inferred.length &&
            found.inferred.every((field) => fields[field] !== null)
          );
        },
      ),
    );
  });

  it('gives the same answer twice, whatever was asked between', () => {
    const before = paddle('2.6.0-gpu-cuda11.8-cudnn8');
    for (let index = 0; index < 1200; index += 1) facts(`bank${index}/ocr:1.${index}.0`);
    for (let index = 0; index < 600; index += 1) paddle(`2.${index}.0`);
    expect(paddle('2.6.0-gpu-cuda11.8-cudnn8')).toEqual(before);
  });
});
