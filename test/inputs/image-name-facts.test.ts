import { describe, expect, it } from 'vitest';
import { nameFacts, pinningOf } from '../../src/inputs/image-name-facts.ts';
import { architectureOf, architectureOfPlatform } from '../../src/reference/architecture.ts';
import { describeTag } from '../../src/reference/describe.ts';
import { knownDigests } from '../../src/reference/known-digests.ts';
import { reference } from '../checks/facts.ts';

const provenance = { collector: 'test', source: 'Dockerfile', digest: null };
const known = 'sha256:bb84347b6365c2980347cf784fc8be3eaa903472f5c40129cb65aaa634ebd776';
const made = `sha256:${'0'.repeat(64)}`;
const tag330 = '3.3.0-gpu-cuda12.6-cudnn9.5';

describe('what a name leaves to the registry', () => {
  it.each([
    ['paddlepaddle/paddle', 'none', true, true],
    ['paddlepaddle/paddle:2.6.1', 'tag', false, false],
    ['paddlepaddle/paddle:2.6', 'tag', true, true],
    [`paddlepaddle/paddle:2.6@${made}`, 'tag-and-digest', true, false],
    [`paddlepaddle/paddle@${made}`, 'digest', false, false],
  ])('%s: %s, floating %s, moves %s', (text, form, floating, moves) => {
    expect(pinningOf(reference(text))).toMatchObject({ form, floating, moves });
  });
});

describe('pairs of tag and digest', () => {
  it.each([
    [`paddlepaddle/paddle:${tag330}@${known}`, [known], [tag330]],
    [`registry.baidubce.com/paddlepaddle/paddle:${tag330}@${made}`, [known], []],
    [`paddlepaddle/paddle:2.6.1@${known}`, [], [tag330]],
    [`paddlepaddle/paddle:2.6.1@${made}`, [], []],
    [`paddlepaddle/paddle:${tag330}`, [], []],
    [`harbor.bank.example/ocr:1@${known}`, [], []],
  ])('%s', (text, ofTag, ofDigest) => {
    expect(knownDigests(reference(text))).toEqual({ ofTag, ofDigest });
  });
});

describe('architectures', () => {
  it.each([
    ['linux/amd64', 'x86_64'],
    ['linux/arm64/v8', 'aarch64'],
    ['arm64', 'aarch64'],
    ['LINUX/ARM64', 'aarch64'],
    ['$BUILDPLATFORM', null],
    ['linux', null],
    ['', null],
  ])('%s is %s', (platform, expected) => {
    expect(architectureOfPlatform(platform)).toBe(expected);
  });

  it('reads the words of Kubernetes and of tags alike', () => {
    expect(['amd64', 'x86_64', 'aarch64', 'mips'].map(architectureOf)).toEqual([
      'x86_64',
      'x86_64',
      'aarch64',
      null,
    ]);
  });

  it.each([
    ['paddlepaddle/paddle:2.6.1', null, { status: 'observed', value: { wanted: null } }],
    [
      'paddlepaddle/paddle:2.6.1',
      'linux/arm64',
      { value: { wanted: 'aarch64', offered: 'x86_64', inferred: true } },
    ],
    ['paddlepaddle/paddle:2.6.1', '$TARGETPLATFORM', { status: 'unavailable' }],
    ['mysql:8.0.36', 'linux/arm64', { status: 'unavailable' }],
    ['mysql:8.0.36', null, { status: 'observed' }],
  ])('%s for %s', (text, platform, expected) => {
    const name = reference(text);
    const facts = nameFacts(name, platform, describeTag(name), provenance);
    expect(facts['image.architecture']).toMatchObject(expected);
  });
});
