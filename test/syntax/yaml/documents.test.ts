import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/syntax/yaml/access.ts';
import { parseYaml, parseYamlDocuments } from '../../../src/syntax/yaml/parse.ts';

const values = (text: string) => parseYaml(text, 'kubernetes').map((document) => toPlain(document.root));

describe('the documents of a file', () => {
  it.each<[string, string, unknown[]]>([
    ['none in an empty file', '', []],
    ['none where there are only comments', '# a\n\n  # b\n', []],
    ['one without markers', 'a: 1', [{ a: 1 }]],
    ['one behind a marker', '# c\n---\na: 1\n', [{ a: 1 }]],
    ['several', '---\na: 1\n---\nb: 2\n--- # c\n- d\n', [{ a: 1 }, { b: 2 }, ['d']]],
    ['empty ones', '---\n---\na: 1\n---\n# c\n', [null, { a: 1 }, null]],
    ['ended by dots', 'a: 1\n...\n# c\nb: 2\n...\n...\n', [{ a: 1 }, { b: 2 }]],
    ['with carriage returns', '---\r\na: 1\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
    ['with byte order marks where files were joined', '\ufeffa: 1\n---\n\ufeffb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['markers within a text', 'a: |\n  ---\n  b\nc: "x\n  --- y"\n', [{ a: '---\nb\n', c: 'x --- y' }]],
    ['dashes that are no marker', '---a: 1\n', [{ '---a': 1 }]],
  ])('%s', (_name, text, expected) => {
    expect(JSON.stringify(values(text))).toBe(JSON.stringify(expected));
  });

  it('may begin with a directive that changes nothing, but not for kubectl', () => {
    const text = '%YAML 1.2\n---\na: 1\n';
    expect(parseYaml(text, 'compose')[0]?.problems).toEqual([]);
    expect(parseYaml(text, 'kubernetes')[0]?.problems).toMatchObject([{ code: 'unsupported-directive' }]);
  });

  it('are read one by one', () => {
    const documents = parseYamlDocuments('a: 1\n---\nb: 2\n', 'core');
    expect(documents.next()).toMatchObject({ value: { line: 1 } });
    expect(documents.next()).toMatchObject({ value: { line: 3 } });
    expect(documents.next().done).toBe(true);
  });

  it('know nothing of the anchors of each other', () => {
    const codes = parseYaml('a: &x 1\n---\nb: *x\n', 'core').map((document) => document.problems[0]?.code);
    expect(codes).toEqual([undefined, 'unknown-anchor']);
  });

  it('keep the comments that may speak to this tool, with their places, each with its own document', () => {
    const text =
      '# paddle-verify ignore=PV1\na: b # paddle-verify ignore=PV2 \n# other\nc: [d, # paddle-verify x\n  e]\n---\nf: |\n  # paddle-verify no\n';
    expect(parseYaml(text, 'kubernetes').map((document) => document.comments)).toEqual([
      [
        { text: '# paddle-verify ignore=PV1', line: 1, column: 1 },
        { text: '# paddle-verify ignore=PV2', line: 2, column: 6 },
        { text: '# paddle-verify x', line: 4, column: 8 },
      ],
      [],
    ]);
  });

  it('end, and never throw, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '---\n',
      '...\n',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a ',
      '*a',
      '!t ',
      '|',
      '>',
      '#',
      ' #',
      '\t',
      '\r',
      '\r\n',
      '\\',
      '?',
      '%',
      '<<: ',
      '\0',
      '\ufeff',
      '\u2028',
      '1',
      '~',
      '@',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('kubernetes' as const, 'compose' as const, 'core' as const),
        (pieces, dialect) => {
          const text = pieces.join('');
          for (const document of parseYaml(text, dialect)) {
            expect(document.problems.length === 0 || document.root === null).toBe(true);
            for (const { line, column } of document.problems) {
              const lines = text.split('\n');
              expect(line).toBeLessThanOrEqual(lines.length);
              expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
              expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
            }
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});
