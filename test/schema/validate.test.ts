import { describe, expect, it } from 'vitest';
import { validate } from '../../src/schema/validate.ts';

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id: { type: 'string', pattern: '^[a-z]+$' },
    failOn: { enum: ['high', 'low'] },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    limits: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
    match: { type: 'string', format: 'linear-pattern' },
    either: {
      anyOf: [
        { const: 'off' },
        { type: 'object', additionalProperties: false, properties: { severity: { enum: ['high', 'low'] } } },
      ],
    },
  },
};

const first = (data: unknown) => validate(SCHEMA, data)[0];

describe('validate', () => {
  it('has nothing to say of right data', () => {
    expect(
      validate(SCHEMA, { id: 'a', tags: ['x'], limits: { a: 1 }, either: 'off', match: '^a+$' }),
    ).toEqual([]);
  });

  it.each<[string, unknown, readonly (string | number)[], string, string]>([
    [
      'a misspelt key',
      { id: 'a', failon: 'high' },
      ['failon'],
      '"failon" is not a key',
      'did you mean "failOn"?',
    ],
    ['an unknown key', { id: 'a', zzz: 1 }, ['zzz'], '"zzz" is not a key', 'one of id, failOn, tags'],
    ['a missing key', {}, [], '"id" is missing', 'a key "id"'],
    [
      'a word',
      { id: 'a', failOn: 'never' },
      ['failOn'],
      '"never" is not one of the words',
      'one of "high", "low"',
    ],
    ['a type', { id: 5 }, ['id'], '5 has the wrong type', 'a value of type string'],
    ['a form', { id: 'A' }, ['id'], '"A" has the wrong form', '^[a-z]+$'],
    ['a place in a list', { id: 'a', tags: ['x', 5] }, ['tags', '1'], '5 has the wrong type', 'string'],
    [
      'a key with a slash',
      { id: 'a', limits: { 'a/b~c': 0 } },
      ['limits', 'a/b~c'],
      '0 must be >= 1',
      '>= 1',
    ],
    [
      'a branch',
      { id: 'a', either: { severity: 'x' } },
      ['either', 'severity'],
      '"x" is not one of',
      '"high", "low"',
    ],
    [
      'a pattern',
      { id: 'a', match: '(a+)+\\1' },
      ['match'],
      'cannot be used, at character',
      'a pattern such as',
    ],
    [
      '__proto__',
      JSON.parse('{"id":"a","__proto__":1}'),
      ['__proto__'],
      '"__proto__" is not a key',
      'one of',
    ],
    ['a list instead', [], [], '[] has the wrong type', 'object'],
    ['null', null, [], 'null has the wrong type', 'object'],
  ])('%s: where, what and what would be right', (_, data, path, message, expected) => {
    const problem = first(data);
    expect(problem?.path.map(String)).toEqual(path);
    expect(problem?.message).toContain(message);
    expect(problem?.expected).toContain(expected);
  });

  it('tells of every problem, and shows no more of a value than a person reads', () => {
    const problems = validate(SCHEMA, { id: 'A'.repeat(100_000), failOn: 1, zzz: 1 });
    expect(problems.map(({ path }) => path.join('.')).sort()).toEqual(['failOn', 'id', 'zzz']);
    for (const { message } of problems) expect(message.length).toBeLessThan(200);
  });
});
