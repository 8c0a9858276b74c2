import { describe, expect, it } from 'vitest';
import { cudaOfUrl, isPyPI } from '../../src/reference/package-index.ts';

describe('which index is PyPI', () => {
  it.each([
    'https://pypi.org/simple',
    'https://pypi.org/simple/',
    'https://PyPI.org:443/simple',
    'https://user:password@pypi.org/simple',
    'https://pypi.tuna.tsinghua.edu.cn/simple',
    'http://mirrors.aliyun.com/pypi/simple/',
    'https://mirror.baidu.com/pypi/simple',
  ])('%s is', (url) => {
    expect(isPyPI(url)).toBe(true);
  });

  it.each([
    'https://www.paddlepaddle.org.cn/packages/stable/cu126/',
    'https://pypi.bank.example/simple',
    'https://pypi.org.evil.example/simple',
    'https://mirrors.aliyun.com/pypi-private/simple',
    'https://evil.example/@pypi.org/simple',
    'pypi',
    '',
  ])('%s is not', (url) => {
    expect(isPyPI(url)).toBe(false);
  });
});

describe('the CUDA that a URL names', () => {
  it.each([
    ['https://www.paddlepaddle.org.cn/packages/stable/cu126/', '12.6'],
    ['https://www.paddlepaddle.org.cn/packages/nightly/cu118', '11.8'],
    ['https://www.paddlepaddle.org.cn/packages/stable/cu130/paddlepaddle-gpu/x.whl', '13.0'],
    ['https://www.paddlepaddle.org.cn/packages/stable/cpu/', 'cpu'],
    [
      'https://paddle-wheel.bj.bcebos.com/2.6.1/linux/linux-gpu-cuda11.7-cudnn8.4.1-mkl-gcc8.2-avx/x.whl',
      '11.7',
    ],
    ['https://www.paddlepaddle.org.cn/whl/linux/mkl/avx/stable.html', null],
    ['https://pypi.org/simple', null],
    ['https://cu126.example/simple', null],
    [`https://x/${'cu'.repeat(100_000)}`, null],
  ])('%s: %s', (url, expected) => {
    expect(cudaOfUrl(url)).toBe(expected);
  });
});
