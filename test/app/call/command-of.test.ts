import { describe, expect, it } from 'vitest';
import { commandOf } from '../../../src/app/call/command-of.ts';

const ids = ['check', 'policy:show', 'fleet:detect'];

describe('the command of a call', () => {
  it.each([
    [['check', '.'], 'check', ['.']],
    [['check'], 'check', []],
    [['policy', 'show', '--policy', 'audit'], 'policy:show', ['--policy', 'audit']],
    [['policy:show'], 'policy:show', []],
    [['fleet', 'detect', '-'], 'fleet:detect', ['-']],
    [['check', 'policy', 'show'], 'check', ['policy', 'show']],
  ])('finds the command of %j', (argv, id, rest) => {
    expect(commandOf(argv, ids)).toEqual({ id, rest });
  });

  it.each([[['policy']], [['policy', '--policy', 'show']], [['chekc']], [['--help']], [['toString']], [[]]])(
    'leaves %j to the framework',
    (argv) => {
      expect(commandOf(argv, ids)).toBeNull();
    },
  );
});
