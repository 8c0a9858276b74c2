import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/reference/parse.ts';
import { goOracle } from './go-oracle.ts';

interface Answer {
  readonly ok: boolean;
  readonly domain?: string;
  readonly path?: string;
  readonly tag?: string;
  readonly digest?: string;
}

const oracle = goOracle('reference');

/** What we refuse although the grammar allows it: templates, things that are no images, and texts nobody could pull. */
const ownRefusals = new Set(['template', 'not-an-image', 'too-long']);

async function compare(texts: readonly string[]): Promise<void> {
  const out = await oracle.run([], texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const answers = out
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(answers.length).toBe(texts.length);
  texts.forEach((text, index) => {
    const { ok, domain = '', path = '', tag = null, digest = null } = answers[index]!;
    const parsed = parseReference(text);
    if (!parsed.ok && ok && ownRefusals.has(parsed.problems[0]!.code)) return;
    const ours = parsed.ok ? { ...parsed.value, original: '' } : null;
    expect(ours, JSON.stringify(text)).toEqual(
      ok ? { original: '', registry: domain.toLowerCase(), repository: path, tag, digest } : null,
    );
  });
}

const hex = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: length,
    maxLength: length,
  });
const component = fc.oneof(
  fc.constantFrom(
    'a',
    'paddle',
    'Foo',
    'localhost',
    'docker.io',
    'index.docker.io',
    'Docker.io',
    'a.b',
    'a_b',
    'a.b_c',
    'a__b',
    'a___b',
    'a--b',
    '-a',
    'a-',
    '.a',
    'a.',
    '..',
    '',
    'A_B',
    'é',
    'a b',
    '127.0.0.1',
    'library',
  ),
  fc.constantFrom(
    '[::1]',
    '[::1]:80',
    '[fe80]',
    '[g]',
    '[]',
    '[::1',
    'a:80',
    'a:',
    'a.b:5000',
    'localhost:5000',
    'xn--n3h.com',
  ),
  fc.nat(300).map((length) => 'q'.repeat(length)),
  fc.stringMatching(/^[a-zA-Z0-9._-]{1,8}$/),
);
const tag = fc.oneof(
  fc.constant(''),
  fc.constantFrom(':', ':latest', ':A.B', ':_x', ':-x', ':.x', ':1.0', ':5055', ':a/b', ':a:b', ':é'),
  fc.integer({ min: 126, max: 130 }).map((length) => `:${'t'.repeat(length)}`),
);
const digest = fc.oneof(fc.constant(''), fc.tuple(fc.constantFrom('sha256', 'sha384', 'sha512', 'md5', 'SHA256', 'sha256+b64'), fc.constantFrom(32, 63, 64, 65, 96, 128).chain(hex)).map(([name, value]) => `@${name}:${value}`), fc.constantFrom('@', '@sha256', '@sha256:')); // prettier-ignore
const reference = fc
  .tuple(fc.array(component, { minLength: 1, maxLength: 4 }), tag, digest)
  .map(([parts, rest, sum]) => parts.join('/') + rest + sum);

describe.skipIf(!oracle.available)(
  `references are read as github.com/distribution/reference reads them ${oracle.reason}`,
  () => {
    it('seen in public', async () => {
      const lines = readFileSync(new URL('../../fixtures/reference/references.tsv', import.meta.url), 'utf8')
        .trim()
        .split('\n')
        .slice(1);
      await compare(lines.map((line) => line.split('\t')[0]!));
    });

    it('made of the pieces of the grammar', async () => {
      await compare(fc.sample(reference, 20_000));
    });

    it('with one character put in or taken out', async () => {
      const changed = fc
        .tuple(reference, fc.nat(), fc.constantFrom('', ...Array.from('/:@-_.A[] \n\0')))
        .map(([text, at, character]) => {
          const index = at % (text.length + 1);
          return text.slice(0, index) + character + text.slice(character === '' ? index + 1 : index);
        });
      await compare(fc.sample(changed, 20_000));
    });

    it('of any text', async () => {
      await compare(
        fc.sample(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9._:@/-]{0,40}$/), hex(64)), 5_000),
      );
    });
  },
);
