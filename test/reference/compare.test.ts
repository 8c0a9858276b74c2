import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTags } from '../../src/reference/compare.ts';
import { describeTag } from '../../src/reference/describe.ts';
import { parseReference } from '../../src/reference/parse.ts';
import type { TagFacts } from '../../src/reference/types.ts';

const facts = (text: string): TagFacts => {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(text);
  return describeTag(parsed.value);
};
const compare = (a: string, b: string) => compareTags(facts(a), facts(b));

describe('compareTags', () => {
  it.each([
    ['paddlepaddle/paddle:2.6.1', 'paddlepaddle/paddle:2.6.2', -1],
    ['paddlepaddle/paddle:3.0.0b2', 'paddlepaddle/paddle:3.0.0rc0', -1],
    ['paddlepaddle/paddle:3.0.0', 'paddlepaddle/paddle:3.0.0rc1', 1],
    ['paddlepaddle/paddle:3.0.0rc1', 'hub.baidubce.com/paddlepaddle/paddle:3.0.0-rc1', 0],
    ['paddlepaddle/paddle:2.0.0-alpha0', 'paddlepaddle/paddle:2.0.0', -1],
    [
      'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
      'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
      -1,
    ],
    ['paddlepaddle/paddle:2.6.1', 'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5', 'incomparable'],
    ['paddlepaddle/paddle:2.6.1', 'paddlepaddle/serving:0.9.0-runtime', 'incomparable'],
    ['paddlepaddle/paddle:latest', 'paddlepaddle/paddle:2.6.1', 'incomparable'],
    ['nvcr.io/nvidia/paddlepaddle:22.07-py3', 'nvcr.io/nvidia/paddlepaddle:24.12-py3', 'incomparable'],
    ['mysql:8.0', 'mysql:8.1', 'incomparable'],
    [
      'device/paddle-dcu:3.0.0rc1-dtk24.04.1-kylinv10-gcc82',
      'device/paddle-gcu:3.0.0-topsrider3.2.109-ubuntu20-x86_64-gcc84',
      'incomparable',
    ],
    [
      'paddlex/paddlex:paddlex3.3.4-paddlepaddle3.2.0-gpu-cuda11.8-cudnn8.9',
      'paddlex/paddlex:paddlex3.3.11-paddlepaddle3.2.0-gpu-cuda12.6-cudnn9.5',
      -1,
    ],
    [
      'paddlex/paddlex:paddlex3.0.0-paddlepaddle3.0.0-cpu',
      'paddlex/paddlex:paddlex3.0.0-paddlepaddle3.0.0rc1-cpu',
      1,
    ],
    ['paddlex/paddlex:paddlex3.0.0-paddlepaddle3.0.0-cpu', 'paddlex/paddlex:3.0.0-cpu', 'incomparable'],
    [
      'paddlepaddle/fastdeploy:1.0.6-gpu-cuda11.2-trt8.4-21.10',
      'paddlepaddle/fastdeploy:1.0.7-gpu-cuda11.4-trt8.5-21.10',
      -1,
    ],
  ])('%s against %s: %s', (a, b, order) => {
    expect(compare(a, b)).toBe(order);
    expect(compare(b, a)).toBe(typeof order === 'number' ? (order === 0 ? 0 : -order) : order);
  });

  const tag = fc
    .tuple(
      fc.constantFrom('paddlepaddle/paddle', 'paddlex/paddlex', 'paddlepaddle/serving'),
      fc.constantFrom(
        '2.6.1',
        '2.6',
        '3.0.0b2',
        '3.0.0b10',
        '3.0.0-rc1',
        '3.0.0',
        'paddlex3.0.0-paddlepaddle3.0.0',
        'paddlex3.0.0-paddlepaddle3.0.0rc0',
        'latest',
      ),
      fc.constantFrom('', '-cpu', '-gpu', '-gpu-cuda11.8-cudnn8'),
    )
    .map(([repository, version, rest]) => facts(`${repository}:${version}${rest}`));

  it('is antisymmetric and transitive', () => {
    fc.assert(
      fc.property(tag, tag, tag, (a, b, c) => {
        const [ab, ba, bc, ac] = [compareTags(a, b), compareTags(b, a), compareTags(b, c), compareTags(a, c)];
        if (ab === 'incomparable') expect(ba).toBe('incomparable');
        else expect(ba === 'incomparable' ? ba : ba + ab).toBe(0);
        if (ab !== 'incomparable' && bc !== 'incomparable' && ac !== 'incomparable' && ab <= 0 && bc <= 0)
          expect(ac).toBe(Math.min(ab, bc));
      }),
      { numRuns: 2000 },
    );
  });
});
