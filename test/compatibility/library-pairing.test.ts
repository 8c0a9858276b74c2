import { describe, expect, it } from 'vitest';
import { cudnnForCuda, newestCudnnFor } from '../../src/compatibility/matrix/cudnn.ts';
import { cudnnOfTensorrt, tensorrtForCuda } from '../../src/compatibility/matrix/tensorrt.ts';

describe('cuDNN beside CUDA', () => {
  it.each([
    ['9.5', '12.6', true],
    ['9.5', '11.8', true],
    ['9.5', '12.9', null],
    ['9.5', '13.0', false],
    ['8.4', '11.7', null],
    ['8.4', '10.2', true],
    ['7.6', '11.7', false],
    ['7.6.5', '10.2', true],
    ['8.6', '11.8', undefined],
    ['8', '11.2', undefined],
    ['none', '11.2', undefined],
  ])('%s with %s fits: %j', (cudnn, cuda, fits) => {
    expect(cudnnForCuda(cudnn, cuda)?.fits).toBe(fits);
  });

  it.each([
    ['10.2', false],
    ['9.0', false],
    ['11.2', true],
    ['11.8', true],
    ['12.9', true],
    ['13.1', true],
    ['13.4', null],
    ['14.0', null],
  ])('the newest major version lists CUDA %s: %j', (cuda, listed) => {
    expect(newestCudnnFor(cuda)?.fits).toBe(listed);
  });
});

describe('TensorRT beside CUDA', () => {
  it.each([
    ['8.4', '11.7', true],
    ['8.6', '12.0', true],
    ['8.6', '12.3', null],
    ['8.4', '12.0', false],
    ['10.9', '12.4', true],
    ['7.0', '10.2', true],
    ['6.0', '10.1', undefined],
    ['10.3', '12.4', undefined],
  ])('%s with %s fits: %j', (tensorrt, cuda, fits) => {
    expect(tensorrtForCuda(tensorrt, cuda)?.fits).toBe(fits);
  });

  it('names the cuDNN that it was built with, unless that is optional or not known', () => {
    expect(cudnnOfTensorrt('8.6')?.cudnn).toBe('8.9.0');
    expect(cudnnOfTensorrt('10.1')).toBeNull();
    expect(cudnnOfTensorrt('10.5')).toBeNull();
  });
});
