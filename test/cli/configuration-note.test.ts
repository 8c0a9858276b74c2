import { describe, expect, it } from 'vitest';
import { paddleVerify } from './paddle-verify.ts';

const after = 'examples/bank-ocr/after';

describe('a configuration in the judged folder', () => {
  it('is not used from outside, and that is said on stderr', () => {
    const { stderr, stdout } = paddleVerify(['check', after]);
    expect(stderr).toContain(`${after}/paddle-verify.yaml is not used`);
    expect(stderr).toContain(`-c ${after}/paddle-verify.yaml`);
    expect(stdout).toContain('policy baseline');
  });

  it.each([
    ['from within', ['check', '.'], after],
    ['with -c', ['check', after, '-c', `${after}/paddle-verify.yaml`], ''],
    ['of a file', ['check', `${after}/Dockerfile`], ''],
  ])('is no matter %s', (_how, args, folder) => {
    expect(paddleVerify([...args, '--at', '2026-11-23'], folder).stderr).toBe('');
  });
});

describe('an image of the command line', () => {
  const { stdout, code } = paddleVerify(['check', 'registry.bank.example/ocr/server:prod']);

  it('is the heading of what is said of it', () => {
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'registry.bank.example/ocr/server:prod',
      '  high  PV1001 tag/is-pinned  registry.bank.example/ocr/server:prod',
    ]);
  });

  it('is not said to have been judged by rules about workloads', () => {
    expect(stdout).toMatch(/rules checked \(\d+ of them had nothing to judge\)/);
  });
});
