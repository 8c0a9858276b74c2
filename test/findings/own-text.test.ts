import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own, ownText } from '../../src/findings/own-text.ts';

describe('a text with memory of its own', () => {
  it('is the same text, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(ownText(text)).toBe(text);
      }),
    );
  });

  it.each(['', '0', '8080', '4294967295', '__proto__', 'constructor', '\ud800', 'a'.repeat(100_000)])(
    'is the same text where a name of a property is special: %j',
    (text) => {
      expect(ownText(text)).toBe(text);
    },
  );
});

describe('a copy of plain data', () => {
  it('is equal to the data, and shares no object with it', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: true, maxDepth: 4 }), (value) => {
        const copy = own(value);
        expect(copy).toStrictEqual(value);
        expect(copy).not.toBe(value);
      }),
    );
  });

  it('keeps a field by the name of __proto__ as a field', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": "yes"}}') as object;
    const copy = own(hostile);
    expect(Object.keys(copy)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    const bare = own(Object.assign(Object.create(null) as object, { ['__proto__']: 'text' }));
    expect(Object.getPrototypeOf(bare)).toBeNull();
    expect(Object.keys(bare)).toEqual(['__proto__']);
  });

  it('leaves alone what is no plain data', () => {
    const map = new Map([['a', 'b']]);
    expect(own({ map }).map).toBe(map);
  });
});
