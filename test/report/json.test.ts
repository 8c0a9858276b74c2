import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { jsonText, lazily, LazyList } from '../../src/report/json-stream.ts';
import { renderJson } from '../../src/report/json.ts';
import { textOf } from './sample.ts';

const entries = fc.array(fc.oneof(fc.object(), fc.constant([]), fc.string({ unit: 'binary' }), fc.integer()));
const fields = fc.dictionary(
  fc.string({ unit: 'binary' }),
  fc.oneof(fc.string({ unit: 'binary' }), fc.constant(undefined), fc.constant(null), entries, fc.object()),
);

describe('a report as JSON', () => {
  it('is the same text in parts and as a whole', () => {
    fc.assert(
      fc.property(fields, (drawn) => {
        // Its law holds for any data with fields; `schema` is always there.
        const report = {
          ...drawn,
          schema: 'https://paddle-verify.dev/schemas/report/1',
        } as unknown as Report;
        expect(textOf(renderJson(report))).toBe(`${JSON.stringify(report, null, 2)}\n`);
      }),
    );
  });
});

describe('JSON with lists that are made as they are written', () => {
  it('is the same text as with lists that are there', () => {
    fc.assert(
      fc.property(fields, entries, (around, list) => {
        const made = (of: unknown): unknown => ({ ...around, a: [{ b: of, c: [] }, 1], d: of, e: undefined });
        expect(textOf(jsonText(made(new LazyList(list))))).toBe(JSON.stringify(made(list), null, 2));
      }),
    );
  });

  it('makes an entry when it is written, and not before', () => {
    const made: number[] = [];
    const text = jsonText({ list: lazily([1, 2], (item) => made.push(item)) });
    expect(made).toEqual([]);
    expect(JSON.parse(textOf(text))).toEqual({ list: [1, 2] });
    expect(made).toEqual([1, 2]);
  });
});
