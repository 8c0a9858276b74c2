import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../src/schema/pattern/match.ts';

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  return compiled.matches(text);
}

function refusal(pattern: string): string {
  const compiled = compilePattern(pattern);
  return compiled.ok ? 'accepted' : compiled.problem.message;
}

describe('patterns of team rules', () => {
  it.each([
    ['[a-z]+-\\d{2,3}', 'ocr-12', true],
    ['[a-z]+-\\d{2,3}', 'ocr-1', false],
    ['[a-z]+', 'ocr-1', false],
    ['^(?:gpu|cpu)$', 'gpu', true],
    ['(?<who>team)-.*', 'team-', true],
    ['a|', '', true],
    ['[^:]*', 'a:b', false],
    ['[\\]\\-x-]+', ']-x', true],
    ['.*\\bocr\\b.*', 'bank/ocr:1', true],
    ['.*\\bocr\\b.*', 'bank/ocrx', false],
    ['.', '\n', false],
    ['.', '🙂', true],
    ['a{0}', '', true],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ['(a)\\1', /backreferences are refused/],
    ['(?=a)a', /lookaround .* refused/],
    ['(?<!a)b', /lookaround .* refused/],
    ['(?i)a', /flags .* refused/],
    ['(a{1000}){1000}', /more than 2000 steps/],
    ['(', /never closed/],
    ['a)', /closes no group/],
    ['[a', /never closed/],
    ['[z-a]', /no range/],
    ['*a', /nothing before/],
    ['a{2', /begins no count/],
    ['a{3,2}', /ends before it begins/],
    ['a**', /two counts/],
    ['\\q', /not known/],
    ['\\', /backslash/],
    ['('.repeat(400), /nested too deep/],
    ['a'.repeat(501), /500 characters/],
  ])('%s is refused', (pattern, why) => {
    expect(refusal(pattern)).toMatch(why);
  });

  it.each([
    '(a+)+',
    '(a*)*',
    '(a|a)*',
    '(a|aa)+',
    '([a-z]+)*\\d',
    'a*a*a*a*a*a*a*a*b',
    '(.*a){20}',
    '(x+x+)+y',
    '((a?){50}a{50})',
  ])('%s, which takes a backtracking engine years, is answered on a long text', (pattern) => {
    expect(matches(pattern, `${'a'.repeat(4_000)}!`)).toBe(false);
  });

  it('answers as the engine of JavaScript does', () => {
    const leaf = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\d', '-', '\\.', '\\b');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(?:${a}|${b})`),
        fc
          .tuple(tie('tree'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '+?'))
          .map(([a, count]) => `(?:${a})${count}`),
      ),
    }));
    const text = fc
      .array(fc.constantFrom('a', 'b', '-', '.', '1'), { maxLength: 8 })
      .map((part) => part.join(''));
    fc.assert(
      fc.property(tree, text, (pattern, subject) => {
        expect(matches(pattern, subject)).toBe(new RegExp(`^(?:${pattern})$`, 'u').test(subject));
      }),
      { numRuns: 2_000 },
    );
  });
});
