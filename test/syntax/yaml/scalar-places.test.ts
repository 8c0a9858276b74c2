import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getNode, scalarOf } from '../../../src/syntax/yaml/access.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import { ScalarPlaces } from '../../../src/syntax/yaml/scalar-places.ts';

/** Place of a word within the scalar under `a`. */
function placeOf(text: string, word: string): [number, number] {
  const scalar = scalarOf(getNode(parseYaml(text, 'core')[0]?.root, 'a'));
  if (scalar === undefined) throw new Error('no scalar');
  const { line, column } = new ScalarPlaces(text).of(scalar)(scalar.source.indexOf(word));
  return [line, column];
}

describe('the place of a word', () => {
  it.each<[string, string, [number, number]]>([
    ['in a plain scalar', 'a: x img', [1, 6]],
    ['in a plain scalar over lines', 'a: x\n  y   \n  img z', [3, 3]],
    ['in single quotes', "a: 'it''s img'", [1, 11]],
    ['in double quotes', 'a: "\\t\\"\\x41\\u0041 img"', [1, 20]],
    ['in double quotes over lines', 'a: "x\n   y \\\n   z img"', [3, 6]],
    ['in a literal block', 'a: |\n  x\n\n    img\n', [4, 5]],
    ['in a literal block with a deeper first line', 'a: |2-\n     x\n  img\n', [3, 3]],
    ['in a folded block', 'a: >-\n  x\n  y img\n', [3, 5]],
    ['behind a comment on the header', 'a: | # img\n  img\n', [2, 3]],
    ['behind an anchor and a tag', 'a: &b !!str |\n  img\n', [2, 3]],
    ['with carriage returns', 'a: |\r\n  x\r\n  img\r\n', [3, 3]],
    ['in a flow map', '{b: 1, a: "x img"}', [1, 14]],
  ])('%s', (_name, text, expected) => {
    expect(placeOf(text, 'img')).toEqual(expected);
  });

  it('is where its first character stands, in any literal block', () => {
    const line = fc.stringMatching(/^ {0,3}[a-z$'"\\#:-]{0,8}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const text = `a: |1\n${lines.map((one) => ` ${one}`).join('\n')}\n`;
        const [document] = parseYaml(text, 'core');
        const scalar = scalarOf(getNode(document?.root, 'a'));
        fc.pre(scalar !== undefined);
        const place = new ScalarPlaces(text).of(scalar);
        const raw = text.split('\n');
        for (let at = 0; at < scalar.source.length; at++) {
          const c = scalar.source.charAt(at);
          if (/\s/.test(c)) continue;
          const { line: row, column } = place(at);
          expect(raw[row - 1]?.charAt(column - 1)).toBe(c);
        }
      }),
    );
  });
});
