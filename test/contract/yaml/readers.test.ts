import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { goOracle } from '../go-oracle.ts';
import { type Answer, askOracle, canonical, readText } from './oracle.ts';
import { soup } from './soup.ts';
import { wellFormed } from './well-formed.ts';

/*
 * Ours against the readers of the field. Every difference that is let through here is listed, with its reason, in
 * docs/reading-yaml.md; any other is a bug of ours.
 */

const oracle = goOracle('yaml');
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** What we refuse although the reader takes it. */
const REFUSED_BY_US = new Set([
  'bad-indent',
  'duplicate-key',
  'explicit-key',
  'not-json',
  'tab-indent',
  'unexpected-character',
  'unexpected-text',
  'unsupported-tag',
]);

/** What we take although the reader refuses it: blanks with a tab, `\/`, a bare document behind `...`. */
const TAKEN_BY_US = /\t|\\\/|^\.\.\./m;
const DATE = /\d{4}-\d{2}-\d{2}/;

interface Difference {
  readonly text: string;
  readonly ours: Answer;
  readonly theirs: Answer;
}

function differences(
  texts: readonly string[],
  theirs: readonly Answer[],
  dialect: 'kubernetes' | 'compose',
): Difference[] {
  expect(theirs).toHaveLength(texts.length);
  return texts.flatMap((text, i) => {
    const ours = readText(text, dialect);
    const answer = theirs[i]!;
    if (!ours.ok && !answer.ok) return [];
    if (ours.ok && answer.ok && canonical(ours.value) === canonical(answer.value)) return [];
    return [{ text, ours, theirs: answer }];
  });
}

function isListed({ text, ours, theirs }: Difference, dialect: 'kubernetes' | 'compose'): boolean {
  if (dialect === 'compose' && DATE.test(text)) return true;
  if (ours.ok) return !theirs.ok && TAKEN_BY_US.test(text);
  return REFUSED_BY_US.has(ours.error);
}

const sample = (arbitrary: fc.Arbitrary<string>, numRuns: number) =>
  fc.sample(arbitrary, { numRuns, seed: 20261123 });

describe.skipIf(!oracle.available)(`YAML as the field reads it ${oracle.reason}`, () => {
  describe.each(['kubernetes', 'compose'] as const)('%s', (dialect) => {
    it('takes every well-formed document, with the same values', async () => {
      const texts = sample(wellFormed, 3000);
      expect(differences(texts, await askOracle(oracle, dialect, texts), dialect)).toEqual([]);
    });

    it('never means anything else by a document made of odd pieces', async () => {
      const texts = sample(soup, 20_000);
      const found = differences(texts, await askOracle(oracle, dialect, texts), dialect);
      expect(found.filter((difference) => !isListed(difference, dialect))).toEqual([]);
    });

    it('reads every scalar as the reader does', async () => {
      const digits = fc.string({
        unit: fc.constantFrom(...'0123456789abxoeE+-._:'.split('')),
        minLength: 1,
        maxLength: 9,
      });
      const texts = sample(digits, 20_000).map((scalar) => `- "${scalar}"\n- ${scalar}\n`);
      const found = differences(texts, await askOracle(oracle, dialect, texts), dialect);
      expect(found.filter((difference) => difference.ours.ok && !DATE.test(difference.text))).toEqual([]);
      expect(found.length).toBeLessThan(texts.length / 20);
    });
  });

  it.each(['kubernetes-strict', 'compose'])(
    '%s refuses the duplicate keys that we refuse',
    async (reader) => {
      const texts = ['a: 1\na: 2\n', 'a: {b: 1, c: 2, b: 3}\n', '"a": 1\na: 2\n', '- {a: 1, a: 1}\n'];
      const dialect = reader === 'compose' ? 'compose' : 'kubernetes';
      for (const [i, answer] of (await askOracle(oracle, reader, texts)).entries()) {
        expect(answer.ok).toBe(false);
        expect(readText(texts[i]!, dialect)).toEqual({ ok: false, error: 'duplicate-key' });
      }
    },
  );

  it('splits files into the documents that kubectl sees', async () => {
    const texts = ['a: 1\n---\nb: 2\n', '---\na: 1\n--- # c\n- b\n---\n', 'a: |\n  ---\n---\nb: "x"\n'];
    const [first, second, third] = await askOracle(oracle, 'kubernetes-stream', texts);
    expect([first, second, third].map((answer) => (answer?.ok === true ? answer.value : answer))).toEqual([
      [{ a: 1 }, { b: 2 }],
      [{ a: 1 }, ['b']],
      [{ a: '---\n' }, { b: 'x' }],
    ]);
    expect(await askOracle(oracle, 'kubernetes-stream', ['--- a\n'])).toMatchObject([{ ok: false }]);
  });

  it('reads the YAML files of this repository alike', async () => {
    const files = ['examples', 'rules', 'fixtures'].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ya?ml$/.test(file))
        .map((file) => path.join(ROOT, folder, file)),
    );
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    const found = differences(texts, await askOracle(oracle, 'kubernetes', texts), 'kubernetes');
    const unlisted = found.filter(
      (difference) => difference.ours.ok || !REFUSED_BY_US.has(difference.ours.error),
    );
    expect(
      unlisted.map(({ text, ours, theirs }) => ({ file: files[texts.indexOf(text)], ours, theirs })),
    ).toEqual([]);
  });
});
