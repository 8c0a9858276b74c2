import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/syntax/yaml/access.ts';
import type { YamlNode } from '../../../src/syntax/yaml/node.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import { canonical } from '../../contract/yaml/oracle.ts';
import { soup } from '../../contract/yaml/soup.ts';
import { wellFormed } from '../../contract/yaml/well-formed.ts';
import { readWithLibrary } from './library.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/**
 * Read differently on purpose, as docs/reading-yaml.md says: blanks with a tab, a bare document behind `...`, lines of
 * blanks alone or with a comment below a block scalar, which libyaml may count to its text and the library may not.
 */
const LISTED = /\t|^\.\.\.|!!float|[|>][^]*\n *#|[|>][^]*\n +\r?\n/m;
/** The library wants the further lines of a quoted text or of brackets indented; libyaml does not. */
const INDENTED_BY_LIBRARY = new Set(['MISSING_CHAR', 'BAD_INDENT']);

function scalarsOf(node: YamlNode | null, found: { source: string; line: number; column: number }[] = []) {
  if (node?.kind === 'seq') for (const item of node.items) scalarsOf(item, found);
  if (node?.kind === 'map') for (const entry of node.entries) scalarsOf(entry.value, found);
  if (node?.kind === 'scalar' && node.source !== '')
    found.push({ source: node.source, line: node.line, column: node.column });
  return found;
}

function isBlockScalar(text: string, line: number, column: number): boolean {
  return /^[|>]/.test(text.split('\n')[line - 1]?.slice(column - 1) ?? '');
}

describe('against the yaml library, by the core schema', () => {
  it('takes every well-formed document, with the same values and places', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const [ours] = parseYaml(text, 'core');
        const [theirs] = readWithLibrary(text);
        expect(ours?.problems).toEqual([]);
        expect(canonical(toPlain(ours?.root ?? null))).toBe(canonical(theirs?.value ?? null));
        const scalars = scalarsOf(ours?.root ?? null).filter(
          ({ line, column }) => !isBlockScalar(text, line, column),
        );
        expect(scalars).toEqual(theirs?.scalars ?? []);
      }),
      { numRuns: 500 },
    );
  });

  it('never means anything else by a document made of odd pieces', () => {
    fc.assert(
      fc.property(soup, (pieces) => {
        // Without a line feed at the end, the library adds one to a block scalar.
        const text = `${pieces}\n`;
        const ours = parseYaml(text, 'core');
        const theirs = readWithLibrary(text);
        if (ours.some((document) => document.problems.length > 0) || LISTED.test(text)) return;
        const error = theirs.map((document) => document.error).find((code) => code !== null) ?? null;
        if (error !== null && INDENTED_BY_LIBRARY.has(error)) return;
        expect(error).toBeNull();
        expect(ours.map((document) => canonical(toPlain(document.root)))).toEqual(
          theirs.map((document) => canonical(document.value)),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('reads the YAML files of this repository alike', () => {
    const files = ['examples', 'rules', 'fixtures'].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ya?ml$/.test(file))
        .map((file) => path.join(folder, file)),
    );
    for (const file of files) {
      const text = readFileSync(path.join(ROOT, file), 'utf8').replace(/^\ufeff/, '');
      const ours = parseYaml(text, 'core');
      if (ours.some((document) => document.problems.length > 0)) continue;
      const values = ours.map((document) => canonical(toPlain(document.root)));
      expect([file, values]).toEqual([
        file,
        readWithLibrary(text).map((document) => canonical(document.value)),
      ]);
    }
  });
});
