import { describe, expect, it } from 'vitest';
import { entriesOf, getNode, toPlain } from '../../../src/syntax/yaml/access.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';

const problemOf = (text: string) => {
  const documents = parseYaml(text, 'kubernetes');
  expect(documents[0]?.root ?? null).toBeNull();
  return documents[0]?.problems[0];
};

describe('texts that are refused, with the place', () => {
  it.each<[string, string, string, number, number]>([
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 'duplicate-key', 3, 1],
    ['a key that stands twice in brackets', 'a: {b: 1, b: 2}\n', 'duplicate-key', 1, 11],
    ['a key that stands twice after conversion', 'a: {1: x, "1": y}\n', 'duplicate-key', 1, 11],
    [
      'a ninth key that stands twice',
      `${'abcdefghij'
        .split('')
        .map((k) => `${k}: 1\n`)
        .join('')}c: 1\n`,
      'duplicate-key',
      11,
      1,
    ],
    ['`__proto__` that stands twice', '__proto__: 1\n__proto__: 2\n', 'duplicate-key', 2, 1],
    ['a tab in the indentation', 'a:\n\tb: c\n', 'tab-indent', 2, 1],
    ['a tab behind spaces', 'a:\n  \tb: c\n', 'tab-indent', 2, 3],
    ['a double quote that does not end', 'a: b\nc: "d\ne: f\n', 'unclosed-quote', 2, 4],
    ['a single quote that does not end', "a: 'b\n---\nc: 'd\n", 'unclosed-quote', 1, 4],
    ['a bracket that does not end', 'a: [b,\n  {c: d\n', 'unclosed-bracket', 2, 3],
    ['a key deeper than its siblings', 'a: "b"\n  c: d\n', 'bad-indent', 2, 3],
    ['a key between two depths', 'a:\n    b: c\n  d: e\n', 'bad-indent', 3, 3],
    ['a map below a plain value', 'a: b\n  c: d\n', 'unexpected-colon', 2, 4],
    ['a second colon', 'a: b: c\n', 'unexpected-colon', 1, 5],
    ['an item among keys', 'a: b\n- c\n', 'bad-indent', 2, 1],
    ['a key among items', '- a\nb: c\n', 'bad-indent', 2, 1],
    ['text behind a quote', 'a: "b" c\n', 'unexpected-text', 1, 8],
    ['a key without a colon', 'a: b\nc\n', 'missing-colon', 2, 1],
    ['a map as a key', '{{ .Values.image }}: b\n', 'key-not-scalar', 1, 2],
    ['a template as a value', 'image: {{ .Values.image }}\n', 'key-not-scalar', 1, 9],
    ['an alias without an anchor', 'a: *b\n', 'unknown-anchor', 1, 4],
    ['an alias within its own anchor', 'a: &b [*b]\n', 'alias-loop', 1, 8],
    ['an unknown escape', 'a: "\\q"\n', 'bad-escape', 1, 5],
    ['half a surrogate pair', 'a: "\\ud83d"\n', 'bad-escape', 1, 5],
    ['a directive', '%TAG ! x\n---\na: b\n', 'unsupported-directive', 1, 1],
    ['a tag that is not read', 'a: !!binary aGk=\n', 'unsupported-tag', 1, 4],
    ['content behind the document', 'a: |\n  b\n c: d\n', 'bad-indent', 3, 2],
    ['a second tag on the line below', 'a: !!str\n  !!str b\n', 'unexpected-text', 2, 3],
    ['a second anchor within brackets', '[&a\n  &b c]\n', 'unexpected-text', 2, 3],
    ['a number that JSON has not', 'a: .inf\n', 'not-json', 2, 1],
    ['a null key', '~: a\n', 'key-not-string', 1, 1],
    ['text behind the marker', '--- a\n', 'unexpected-text', 1, 5],
    ['a NUL', 'a: b\nc: d\0e\n', 'bad-character', 2, 5],
    ['a line separator, which libyaml breaks lines at', 'a: b # c\u2028d: e\n', 'bad-character', 1, 9],
    ['a lone carriage return, which libyaml breaks lines at', 'a: b # c\rd: e\n', 'bad-character', 1, 9],
    ['a byte order mark within', 'a: b\n\ufeffc: d\n', 'bad-character', 2, 1],
  ])('%s', (_name, text, code, line, column) => {
    expect(problemOf(text)).toMatchObject({ code, line, column });
  });

  it('leave the other documents of the file alone', () => {
    const documents = parseYaml(
      'a: "\n---\nb: 1\n---\nc: [\n---\n- d\n- d: e: f\n--- # g\nh: 2\n',
      'kubernetes',
    );
    expect(documents.map((document) => document.problems[0]?.code ?? toPlain(document.root))).toEqual([
      'unclosed-quote',
      { b: 1 },
      'unclosed-bracket',
      'unexpected-colon',
      { h: 2 },
    ]);
    expect(getNode(documents[4]?.root, 'h')).toMatchObject({ line: 10, column: 4 });
  });
});

describe('hostile texts', () => {
  const repeat = 10_000;

  it.each<[string, string]>([
    ['flow sequences', '['.repeat(repeat) + ']'.repeat(repeat)],
    ['flow maps', '{a: '.repeat(repeat) + '}'.repeat(repeat)],
    ['compact sequences', '- '.repeat(repeat) + 'a'],
    ['block maps', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['anchors', '&a '.concat('[&b '.repeat(repeat))],
  ])('%s nested too deep are a problem, not a crash', (_name, text) => {
    expect(problemOf(text)?.code).toBe('too-deep');
  });

  it('aliases cannot nest deeper than the text may', () => {
    const steps = Array.from(
      { length: 10 },
      (_, i) => `a${i + 1}: &a${i + 1} ${'['.repeat(30)}*a${i}${']'.repeat(30)}`,
    );
    expect(problemOf(['a0: &a0 x', ...steps].join('\n'))?.code).toBe('too-deep');
  });

  it.each(['[*a{}, *a{}, *a{}, *a{}, *a{}, *a{}, *a{}, *a{}, *a{}]', '{a: *a{}, b: *a{}, c: *a{}, d: *a{}}'])(
    'an alias bomb of %s is refused',
    (step) => {
      const lines = Array.from(
        { length: 12 },
        (_, i) => `a${i + 1}: &a${i + 1} ${step.replaceAll('{}', String(i))}`,
      );
      expect(problemOf(['a0: &a0 lol', ...lines].join('\n'))?.code).toBe('too-many-aliases');
    },
  );

  it('a bomb of merge keys is refused', () => {
    const wide = Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join(', ');
    const lines = Array.from({ length: 200 }, (_, i) => `m${i}: {<<: *w}`);
    expect(problemOf([`w: &w {${wide}}`, ...lines].join('\n'))?.code).toBe('too-many-aliases');
  });

  it('takes a line of 5 MB and a scalar of 200,000 characters', () => {
    const long = 'x'.repeat(5_000_000);
    expect(
      parseYaml(`a: ${long}\nb: "${long}"\nc: [${'a, '.repeat(200_000)}]\n`, 'kubernetes')[0]?.problems,
    ).toEqual([]);
    expect(getNode(parseYaml(`image: ${'r'.repeat(200_000)}:1`, 'core')[0]?.root, 'image')).toMatchObject({
      line: 1,
    });
  });

  it('takes 50,000 documents that each have a bad character or an open quote', () => {
    const codes = (text: string) =>
      parseYaml(text, 'kubernetes').map((document) => document.problems[0]?.code);
    expect(new Set(codes('---\na: \0\n'.repeat(50_000)))).toEqual(new Set(['bad-character']));
    expect(new Set(codes('---\na: "\n'.repeat(20_000)))).toEqual(new Set(['unclosed-quote']));
  });

  it('refuses a key of 5 MB', () => {
    expect(problemOf(`${'k'.repeat(5_000_000)}: v`)?.code).toBe('key-too-long');
  });

  it('takes 100,000 keys in one map', () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `k${i}: ${i}`).join('\n');
    expect(entriesOf(parseYaml(text, 'kubernetes')[0]?.root)).toHaveLength(100_000);
    expect(problemOf(`${text}\nk5: 0`)).toMatchObject({ code: 'duplicate-key', line: 100_001 });
  });

  it('takes long runs of blanks, empty lines and comments', () => {
    const blank = ' '.repeat(200_000);
    const text = `a:${blank}b${blank}\n${'\n'.repeat(200_000)}${`#${blank}\n`.repeat(10)}c: |\n  d\n${'\n'.repeat(200_000)}e: f\n`;
    expect(toPlain(parseYaml(text, 'kubernetes')[0]?.root ?? null)).toEqual({ a: 'b', c: 'd\n', e: 'f' });
  });
});
