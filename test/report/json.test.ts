import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { jsonParts, renderJson } from '../../src/report/json.ts';

describe('a report as JSON', () => {
  it('is the same text in parts and as a whole', () => {
    const fields = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constant(undefined),
        fc.constant(null),
        fc.array(fc.oneof(fc.object(), fc.constant([]), fc.string({ unit: 'binary' }), fc.integer())),
        fc.object(),
      ),
    );
    fc.assert(
      fc.property(fields, (drawn) => {
        // Its law holds for any data with fields; `schema` is always there.
        const report = {
          ...drawn,
          schema: 'https://paddle-verify.dev/schemas/report/1',
        } as unknown as Report;
        expect([...jsonParts(report)].join('')).toBe(renderJson(report));
      }),
    );
  });
});
