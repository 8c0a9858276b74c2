import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../../src/inputs/compose/interpolate.ts';
import type { Variables } from '../../../src/inputs/compose/variables.ts';

const values: Readonly<Record<string, string>> = { TAG: '2.6.1', EMPTY: '', A: '$TAG' };
const variables: Variables = {
  lookup: (name) =>
    Object.hasOwn(values, name) ? { text: values[name]!, unknown: [], origin: '.env line 1' } : undefined,
  unread: null,
};

describe('interpolate', () => {
  it.each([
    ['$TAG', '2.6.1'],
    ['x${TAG}y', 'x2.6.1y'],
    ['$$TAG and $${TAG}', '$TAG and ${TAG}'],
    ['${UNSET:-d}', 'd'],
    ['${UNSET-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${TAG:+alt}', 'alt'],
    ['${EMPTY:+alt}', ''],
    ['${EMPTY+alt}', 'alt'],
    ['${UNSET+alt}', ''],
    ['${UNSET:-${ALSO:-${TAG}}}', '2.6.1'],
    ['${TAG:?needed}', '2.6.1'],
    ['${EMPTY?needed}', ''],
    // A value is taken as it is, never expanded again.
    ['${A}', '$TAG'],
    ['cost: $5, $', 'cost: $5, $'],
  ])('makes %s to %s', (text, expected) => {
    expect(interpolate(text, variables)).toMatchObject({ text: expected, unknown: [] });
  });

  it.each(['$UNSET', '${UNSET}', '${UNSET:?why}', '${UNSET?}', '${EMPTY:?why}', '${OTHER:-${UNSET}}'])(
    'does not guess %s',
    (text) => {
      const { unknown } = interpolate(text, variables);
      expect(unknown).toHaveLength(1);
      expect(unknown[0]?.advice).toMatch(/set (?:UNSET|EMPTY) in \.env, or pass --var (?:UNSET|EMPTY)=…/);
    },
  );

  it.each(['${', '${}', '${1}', '${A B}', '${TAG', '${TAG:-x', '${TAG!x}'])(
    'takes %s for no reference',
    (text) => {
      expect(interpolate(text, variables).unknown).toHaveLength(1);
    },
  );

  it('relies on no default when an env file could not be read', () => {
    const unread = { why: '.env cannot be read', advice: 'mend .env' };
    expect(interpolate('${TAG:-1} ${X:-2}', { ...variables, unread })).toEqual({
      text: '2.6.1 ${X:-2}',
      unknown: [unread],
      from: ['TAG=2.6.1 (.env line 1)'],
    });
  });

  it('leaves texts without a dollar as they are', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('$'));
        expect(interpolate(text, variables)).toEqual({ text, unknown: [], from: [] });
      }),
    );
  });

  it.each([
    ['defaults nested 100,000 deep', '${U:-'.repeat(100_000) + '}'.repeat(100_000)],
    ['defaults that are never closed', '${U:-'.repeat(200_000)],
    ['references without end', '${U}'.repeat(200_000)],
    ['lines that each open one', '${TAG:-\n'.repeat(200_000)],
    ['dollars', '$'.repeat(1_000_001)],
  ])('ends on %s', (_name, text) => {
    expect(interpolate(text, variables).unknown.length).toBeGreaterThanOrEqual(text.startsWith('$$') ? 0 : 1);
  });
});
