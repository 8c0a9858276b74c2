import type { Random } from './random.ts';

const FIXED = [
  'paddlepaddle/paddle:2.6.1',
  'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
  'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
  'registry.baidubce.com/paddlepaddle/paddle:2.5.2-gpu-cuda11.2-cudnn8.2-trt8.0',
  'registry.baidubce.com/paddlepaddle/serving:0.9.0-cuda11.2-cudnn8-runtime',
  'python:3.11.9-slim-bookworm',
  'nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04',
  'mysql:8.0.39',
  'ghcr.io/acme/ocr-api:1.14.2',
] as const;

const FLOATING = [
  'paddlepaddle/paddle:latest',
  'paddlepaddle/paddle:latest-gpu',
  'paddlepaddle/paddle',
  'paddlepaddle/paddle:latest-dev-cuda11.8-cudnn8.6-trt8.5-gcc82',
  'python:3',
  'nginx:latest',
] as const;

/** Of ten images, about two float and one has a digest. */
export function image(random: Random): string {
  if (random.chance(20)) return random.pick(FLOATING);
  const fixed = random.pick(FIXED);
  return random.chance(12) ? `${fixed}@sha256:${digest(random)}` : fixed;
}

function digest(random: Random): string {
  return Array.from({ length: 64 }, () => random.below(16).toString(16)).join('');
}
