import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, getNode } from '../../../src/syntax/yaml/access.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';

const text = [
  '# 飞桨',
  'kind: Pod',
  'spec:',
  '  containers:',
  '  - name: "a"',
  "    image: 'x:1'",
  '    args: [p, {q: "r",',
  '      s: t}]',
  '  - image: >-',
  '      y:2',
  '    env:',
  '    -  name:   z',
  '       value:',
  '  "中文": &x',
  '    d: |',
  '      1',
  '    e: !!str 5',
  '"😀": w',
].join('\n');
const root = parseYaml(text, 'kubernetes')[0]?.root;

describe('places, from 1, in UTF-16 units', () => {
  it.each<[readonly (string | number)[], number, number]>([
    [[], 2, 1],
    [['kind'], 2, 7],
    [['spec'], 4, 3],
    [['spec', 'containers'], 5, 3],
    [['spec', 'containers', 0], 5, 5],
    [['spec', 'containers', 0, 'name'], 5, 12],
    [['spec', 'containers', 0, 'image'], 6, 13],
    [['spec', 'containers', 0, 'args'], 7, 11],
    [['spec', 'containers', 0, 'args', 0], 7, 12],
    [['spec', 'containers', 0, 'args', 1], 7, 15],
    [['spec', 'containers', 0, 'args', 1, 'q'], 7, 20],
    [['spec', 'containers', 0, 'args', 1, 's'], 8, 10],
    [['spec', 'containers', 1, 'image'], 9, 12],
    [['spec', 'containers', 1, 'env', 0], 12, 8],
    [['spec', 'containers', 1, 'env', 0, 'name'], 12, 16],
    [['spec', 'containers', 1, 'env', 0, 'value'], 13, 8],
    [['spec', '中文'], 15, 5],
    [['spec', '中文', 'e'], 17, 14],
    [['😀'], 18, 7],
  ])('of the value at %j', (path, line, column) => {
    expect(getNode(root, ...path)).toMatchObject({ line, column });
  });

  it.each<[readonly (string | number)[], string, number, number]>([
    [[], 'kind', 2, 1],
    [['spec', 'containers', 0], 'name', 5, 5],
    [['spec', 'containers', 0, 'args', 1], 'q', 7, 16],
    [['spec', 'containers', 0, 'args', 1], 's', 8, 7],
    [['spec', 'containers', 1, 'env', 0], 'value', 13, 8],
    [['spec'], '中文', 14, 4],
    [[], '😀', 18, 2],
  ])('of the key below %j', (path, key, line, column) => {
    expect(entryOf(getNode(root, ...path), key)).toMatchObject({ keyLine: line, keyColumn: column });
  });

  it('leads to the value in the text, wherever it stands', () => {
    const name = fc.stringMatching(/^[a-w]{1,8}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1 }),
        fc.array(fc.constantFrom('', '# c', '  ')),
        (names, filler) => {
          const lines = names.flatMap((key, i) => [
            ...filler,
            i % 2 === 0 ? `${key}: v${key}` : `- x: 1\n  ${key}: "v${key}"`,
          ]);
          const source = lines
            .map((line) => line.replace(/^- x/, '---\n- x').replace(/^([a-z])/, '---\n$1'))
            .join('\n');
          const places = parseYaml(source, 'core').flatMap((document, i) => {
            const node =
              i % 2 === 0
                ? getNode(document.root, names[i] ?? '')
                : getNode(document.root, 0, names[i] ?? '');
            return source.split('\n')[(node?.line ?? 0) - 1]?.slice((node?.column ?? 0) - 1) ?? '';
          });
          expect(places.map((place) => place.replace('"', ''))).toEqual(names.map((key) => `v${key}`));
        },
      ),
    );
  });
});
