import { describe, expect, it } from 'vitest';
import { heldCuda } from '../../src/reference/held-cuda.ts';
import { parseReference } from '../../src/reference/parse.ts';

function held(text: string): string | null {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(text);
  const answer = heldCuda(parsed.value);
  return answer.known ? answer.cuda : 'unknown';
}

describe('CUDA that an image holds, by its name', () => {
  it.each([
    ['paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4', '11.7'],
    ['paddlepaddle/paddle:latest-dev-cuda11.8-cudnn8.6-trt8.5-gcc82', '11.8'],
    ['nvidia/cuda:12.6.3-cudnn-devel-ubuntu22.04', '12.6'],
    ['nvcr.io/nvidia/cuda:11.8.0-runtime-ubuntu20.04', '11.8'],
    ['mirror.bank.example/dockerhub/nvidia/cuda:12.3.2-base-ubuntu22.04', '12.3'],
    ['pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime', '12.1'],
    ['registry.bank.example/base/inference:7-cuda11.8', '11.8'],
  ])('%s: %s', (text, expected) => {
    expect(held(text)).toBe(expected);
  });

  it.each(['paddlepaddle/paddle:2.6.1', 'python:3.10-slim', 'ubuntu:22.04', 'golang:1.22'])(
    '%s: none',
    (text) => {
      expect(held(text)).toBeNull();
    },
  );

  it.each([
    'paddlepaddle/paddle:latest-gpu',
    'nvidia/cuda',
    'nvcr.io/nvidia/tritonserver:24.05-py3',
    'vllm/vllm-openai:v0.6.0',
    'registry.bank.example/base/inference:7',
  ])('%s: not said', (text) => {
    expect(held(text)).toBe('unknown');
  });
});
