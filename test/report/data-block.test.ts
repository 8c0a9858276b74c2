import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dataBlock, valueText } from '../../src/report/data-block.ts';
import type { ExplainedExample } from '../../src/report/explained.ts';

const EXAMPLE: ExplainedExample = {
  name: 'an example',
  expect: 'fail',
  message: 'wrong',
  files: { 'deploy.yaml': 'kind: Pod\n', 'docker/Dockerfile': 'FROM a:1\n', 'run.sh': 'docker run a:1\n' },
  options: null,
  config: null,
  buildArgs: null,
};

/** Values that a configuration can hold. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ maxLength: 12 }),
    fc.constantFrom('yes', 'null', '1e3', '- a', 'a: b', '#', '@team', '2026-12-31', 'a b', 'true', ''),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
}));

describe('what an example consists of', () => {
  it('names the language of each file', () => {
    expect(dataBlock(EXAMPLE, 'en').map(({ head, syntax }) => [head, syntax])).toEqual([
      ['deploy.yaml', 'yaml'],
      ['docker/Dockerfile', 'dockerfile'],
      ['run.sh', 'sh'],
    ]);
  });

  it('shows a configuration as YAML that reads back as the same', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z/*]{1,8}$/), value, {
          minKeys: 1,
          maxKeys: 3,
          noNullPrototype: true,
        }),
        (config) => {
          const block = dataBlock({ ...EXAMPLE, files: {}, config }, 'en')[0];
          expect(block?.head).toBe('paddle-verify.yaml');
          expect(parse(block?.text ?? '')).toEqual(config);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('shows an option on one line that reads back as the same', () => {
    fc.assert(
      fc.property(value, (option) => {
        const text = valueText(option);
        expect(text).not.toContain('\n');
        expect(parse(text)).toEqual(option);
      }),
      { numRuns: 1_000 },
    );
  });
});
