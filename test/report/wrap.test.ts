import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, wrap } from '../../src/report/wrap.ts';

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 200 });
/** The same words, one of them with a character that is not ASCII and takes a column. */
const latin = ascii.map((text) => `${text.replace(/[a-z]/, 'é')} é`);

describe('wrapping', () => {
  it.each([
    ['', 30, '', ['']],
    ['a b', 30, '  ', ['  a b']],
    ['one two three four five six', 20, '', ['one two three four', 'five six']],
    ['aaaaaaaaaaaaaaaaaaaa b', 20, '', ['aaaaaaaaaaaaaaaaaaaa', 'b']],
    ['a aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b', 20, '', ['a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'b']],
    ['one\n\ntwo', 20, ' ', [' one', '', ' two']],
    ['  led by blanks   and ended   ', 30, '', ['led by blanks   and ended']],
    ['镜像以特权模式运行，应当去掉这一行。', 20, '', ['镜像以特权模式运行，', '应当去掉这一行。']],
  ])('breaks %j', (text, width, indent, lines) => {
    expect(wrap(text, width, indent).split('\n')).toEqual(lines);
  });

  it('loses no word, breaks as late as it can, and cuts no word', () => {
    fc.assert(
      fc.property(fc.oneof(ascii, latin), fc.integer({ min: 20, max: 60 }), (text, width) => {
        const lines = wrap(text, width, '').split('\n');
        expect(words(lines.join(' '))).toEqual(words(text));
        for (const [index, line] of lines.entries()) {
          if (words(line).length > 1) expect(displayWidth(line)).toBeLessThanOrEqual(width);
          const [next] = words(lines[index + 1] ?? '');
          if (next !== undefined) expect(displayWidth(line) + 1 + displayWidth(next)).toBeGreaterThan(width);
        }
      }),
    );
  });
});
