import { describe, expect, it } from 'vitest';
import { getNode, toPlain } from '../../../src/syntax/yaml/access.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import type { YamlDialect } from '../../../src/syntax/yaml/node.ts';

function read(text: string, dialect: YamlDialect): unknown {
  const [document] = parseYaml(text, dialect);
  expect(document?.problems).toEqual([]);
  return toPlain(document?.root ?? null);
}

describe('a plain scalar, by dialect', () => {
  it.each<[string, unknown, unknown, unknown]>([
    // text, kubernetes, compose, core
    ['yes', true, 'yes', 'yes'],
    ['on', true, 'on', 'on'],
    ['Off', false, 'Off', 'Off'],
    ['n', false, 'n', 'n'],
    ['yEs', 'yEs', 'yEs', 'yEs'],
    ['True', true, true, true],
    ['~', null, null, null],
    ['Null', null, null, null],
    ['nULL', 'nULL', 'nULL', 'nULL'],
    ['0', 0, 0, 0],
    ['0777', 511, 511, 777],
    ['0o17', 15, 15, 15],
    ['0O17', 15, 15, '0O17'],
    ['0b101', 5, 5, '0b101'],
    ['-0b101', -5, -5, '-0b101'],
    ['0x1F', 31, 31, 31],
    ['08', 8, 8, 8],
    ['1_000', 1000, 1000, '1_000'],
    ['_1', '_1', '_1', '_1'],
    ['1:30', '1:30', '1:30', '1:30'],
    ['190:20:30', '190:20:30', '190:20:30', '190:20:30'],
    ['.5', 0.5, 0.5, 0.5],
    ['.5_0', 0.5, 0.5, '.5_0'],
    ['._5', '._5', '._5', '._5'],
    ['1.', 1, 1, 1],
    ['1e3', 1000, 1000, 1000],
    ['+12', 12, 12, 12],
    ['3.10', 3.1, 3.1, 3.1],
    ['2.4.1', '2.4.1', '2.4.1', '2.4.1'],
    ['1e400', '1e400', '1e400', Number.POSITIVE_INFINITY],
    ['18446744073709551615', 18446744073709551615, 18446744073709551615, 18446744073709551615],
    ['0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF', 0xfffffffffffffffff],
    ['2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01'],
    ['12e03', 12000, 12000, 12000],
    ['paddle:3.0', 'paddle:3.0', 'paddle:3.0', 'paddle:3.0'],
  ])('%s', (text, kubernetes, compose, core) => {
    expect([read(text, 'kubernetes'), read(text, 'compose'), read(text, 'core')]).toEqual([
      kubernetes,
      compose,
      core,
    ]);
  });

  it.each(['"on"', "'on'", '|-\n  on', '>-\n  on', '!!str on', '!local on'])('is a string as %s', (text) => {
    expect(read(`hostNetwork: ${text}`, 'kubernetes')).toEqual({ hostNetwork: 'on' });
  });

  it('keeps the text as written beside the value', () => {
    const root = parseYaml('a: 3.10\nb: yes\nc: "x\\ty"\n', 'kubernetes')[0]?.root;
    expect(getNode(root, 'a')).toMatchObject({ value: 3.1, source: '3.10', plain: true });
    expect(getNode(root, 'b')).toMatchObject({ value: true, source: 'yes', plain: true });
    expect(getNode(root, 'c')).toMatchObject({ value: 'x\ty', source: 'x\ty', plain: false });
  });
});

describe('keys, by dialect', () => {
  it.each<[string, string, string | null, string]>([
    // text, kubernetes, compose (null: refused), core
    ['on', 'true', 'on', 'on'],
    ['true', 'true', null, 'true'],
    ['8080', '8080', null, '8080'],
    ['0x10', '16', null, '0x10'],
    ['1.50', '1.5', null, '1.50'],
    ['"8080"', '8080', '8080', '8080'],
    ['a b', 'a b', 'a b', 'a b'],
  ])('%s', (text, kubernetes, compose, core) => {
    const keys = (dialect: YamlDialect) => {
      const [document] = parseYaml(`${text}: x\n`, dialect);
      return document?.root === null
        ? document.problems[0]?.code
        : Object.keys(toPlain(document?.root ?? null) as object)[0];
    };
    expect([keys('kubernetes'), keys('compose'), keys('core')]).toEqual([
      kubernetes,
      compose ?? 'key-not-string',
      core,
    ]);
  });
});

describe('merge keys', () => {
  const base = 'base: &b {p: 1, q: 2}\nother: &o {p: 3, r: 4}\n';

  it.each<[string, string, unknown, unknown]>([
    [
      'keys of the map win over what was merged above them',
      'x:\n  <<: *b\n  p: 9\n',
      { p: 9, q: 2 },
      { p: 9, q: 2 },
    ],
    [
      'below the key, sigs.k8s.io/yaml lets the merge win',
      'x:\n  p: 9\n  <<: *b\n',
      { p: 1, q: 2 },
      { p: 9, q: 2 },
    ],
    ['the first of a sequence wins', 'x:\n  <<: [*o, *b]\n', { p: 3, q: 2, r: 4 }, { p: 3, q: 2, r: 4 }],
    ['a block sequence', 'x:\n  <<:\n  - *o\n  - *b\n', { p: 3, q: 2, r: 4 }, { p: 3, q: 2, r: 4 }],
    ['an inline map', 'x: {<<: {p: 0}, s: 1}\n', { p: 0, s: 1 }, { p: 0, s: 1 }],
    ['quoted it is a key like any other', 'x: {"<<": 1}\n', { '<<': 1 }, { '<<': 1 }],
  ])('%s', (_name, text, kubernetes, compose) => {
    expect(read(base + text, 'kubernetes')).toMatchObject({ x: kubernetes });
    expect(read(base + text, 'compose')).toMatchObject({ x: compose });
    expect(Object.keys((read(base + text, 'kubernetes') as { x: object }).x).sort()).toEqual(
      Object.keys(kubernetes as object).sort(),
    );
  });

  it('are plain keys in the core schema', () => {
    expect(read('a: &a {b: 1}\nc:\n  <<: *a\n', 'core')).toEqual({ a: { b: 1 }, c: { '<<': { b: 1 } } });
  });

  it.each(['x:\n  <<: 1\n', 'x:\n  <<: [1]\n', 'x:\n  <<:\n'])('refuse what is no map: %j', (text) => {
    expect(parseYaml(text, 'kubernetes')[0]?.problems).toMatchObject([{ code: 'bad-merge' }]);
    expect(parseYaml(text, 'compose')[0]?.problems).toMatchObject([{ code: 'bad-merge' }]);
  });
});

describe('structure', () => {
  it.each<[string, string, unknown]>([
    [
      'a sequence at the column of its key',
      'a:\n- b\n- c: d\n  e: f\ng: h\n',
      { a: ['b', { c: 'd', e: 'f' }], g: 'h' },
    ],
    ['sequences within sequences', '- - a\n  - b\n-\n  - c\n- d\n', [['a', 'b'], ['c'], 'd']],
    ['empty values', 'a:\nb:\n  c:\n-x:\n', { a: null, b: { c: null }, '-x': null }],
    ['empty items', '-\n- a\n-\n', [null, 'a', null]],
    ['a plain text over lines', 'a: b\n  c\n\n  d # e\nf: g\n', { a: 'b c\nd', f: 'g' }],
    [
      'quoted texts over lines',
      "a: \"b\n  c\n\n  d \\\n  e\"\nf: 'it''s\n  x'\n",
      { a: 'b c\nd e', f: "it's x" },
    ],
    ['escapes', 'a: "\\x41\\u4e2d\\U0001F600\\ud83d\\ude00\\/\\t"\n', { a: 'A中😀😀/\t' }],
    ['a literal', 'a: |\n  b\n   c\n\n  d\n\ne: f\n', { a: 'b\n c\n\nd\n', e: 'f' }],
    ['a folded text', 'a: >\n  b\n  c\n\n  d\n   e\n  f\n', { a: 'b c\nd\n e\nf\n' }],
    ['chomping', 'a: |-\n  b\n\nc: |+\n  d\n\ne: |\n  f\n\n', { a: 'b', c: 'd\n\n', e: 'f\n' }],
    ['an indentation indicator', 'a: |2\n    b\n  c\n', { a: '  b\nc\n' }],
    ['a literal at the column of its sequence', 'a:\n- |\n b\n- c\n', { a: ['b\n', 'c'] }],
    [
      'flow',
      'a: [b, {c: d, e}, "f":g, h: i, [],\n  {},]\n',
      { a: ['b', { c: 'd', e: null }, { f: 'g' }, { h: 'i' }, [], {}] },
    ],
    ['JSON', '{\n\t"a": {"b": [1, true, null, "x"]}\n}\n', { a: { b: [1, true, null, 'x'] } }],
    ['colons and hashes within words', 'a: http://b:80/#c\nd#e: f\n', { a: 'http://b:80/#c', 'd#e': 'f' }],
    [
      'carriage returns',
      'a: b\r\nc: |\r\n  d\r\n  e\r\nf: "g\r\n  h"\r\n',
      { a: 'b', c: 'd\ne\n', f: 'g h' },
    ],
    [
      'anchors and aliases',
      'a: &x\n  b: 1\nc: *x\nd: [&y z, *y]\n',
      { a: { b: 1 }, c: { b: 1 }, d: ['z', 'z'] },
    ],
    ['an anchor on a key names the key', '&k a: b\nc: *k\n', { a: 'b', c: 'a' }],
    [
      'tags of the core schema',
      'a: !!str 1\nb: !!int "1"\nc: !!float 1\nd: !!map {}\n',
      { a: '1', b: 1, c: 1, d: {} },
    ],
    ['a tag on the line below its anchor', 'a: &x\n  !!str 1\nb: *x\n', { a: '1', b: '1' }],
    ['comments', '# a\nb: # c\n  # d\n  e: f # g\n# h\n', { b: { e: 'f' } }],
    ['`__proto__` is a key like any other', 'a: {__proto__: {b: 1}}\n', { a: { ['__proto__']: { b: 1 } } }],
  ])('%s', (_name, text, value) => {
    expect(JSON.stringify(read(text, 'kubernetes'))).toBe(JSON.stringify(value));
  });

  it('keeps local tags on the node', () => {
    const root = parseYaml('a: !reset null\nb: !override\n  c: d\ne: !reference [f, g]\n', 'compose')[0]
      ?.root;
    expect(getNode(root, 'a')).toMatchObject({ tag: '!reset', value: 'null' });
    expect(getNode(root, 'b')).toMatchObject({ tag: '!override', kind: 'map' });
    expect(getNode(root, 'e')).toMatchObject({ tag: '!reference', kind: 'seq' });
  });

  it('gives aliases the node of their anchor, with its place', () => {
    const root = parseYaml('a: &x\n  b: 1\nc: *x\n', 'core')[0]?.root;
    expect(getNode(root, 'c')).toBe(getNode(root, 'a'));
  });
});
