import { describe, expect, it } from 'vitest';
import { inputIsCovered } from '../../../src/checks/input/is-covered.ts';
import { inputIsReadable } from '../../../src/checks/input/is-readable.ts';
import type { FileProblem } from '../../../src/facts/inputs.ts';
import { answer, ask } from '../ask.ts';
import { place } from '../facts.ts';

const problem: FileProblem = {
  code: 'duplicate-key',
  message: 'image is written twice',
  expected: 'each key once',
  place: place('deploy.yaml', 8, 7),
};

describe('input/is-readable', () => {
  it.each([
    [[], 'pass'],
    [[problem], 'fail:problem'],
    [[problem, problem], 'fail:problems'],
  ])('%o: %s', (problems, expected) => {
    expect(answer(inputIsReadable, { 'file.content': { kind: 'kubernetes', problems } })).toBe(expected);
  });

  it('points at the problems and repeats what was expected', () => {
    const problems = [
      problem,
      { ...problem, place: place('deploy.yaml', 9, 1) },
      { ...problem, place: null },
    ];
    expect(ask(inputIsReadable, { 'file.content': { kind: 'kubernetes', problems } })).toMatchObject({
      at: [8, 7, 'deploy.yaml'],
      related: [[9, 1, 'deploy.yaml']],
      key: 'duplicate-key',
      data: { expected: 'each key once', more: 2 },
    });
  });
});

describe('input/is-covered', () => {
  it.each([
    ['compose', 1, [], 'pass'],
    ['compose', 0, [], 'fail:nothing-to-judge'],
    ['kubernetes', 0, [], 'pass'],
    ['compose', 0, [problem], 'notApplicable'],
  ] as const)('%s with %i subjects and problems %o: %s', (kind, subjects, problems, expected) => {
    const facts = { 'file.content': { kind, problems }, 'file.coverage': { subjects } };
    expect(answer(inputIsCovered, facts)).toBe(expected);
  });
});
