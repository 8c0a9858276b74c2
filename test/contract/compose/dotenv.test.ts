import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/inputs/compose/dotenv.ts';
import { NO_VARIABLES } from '../../../src/inputs/compose/variables.ts';
import { goOracle } from '../go-oracle.ts';

const oracle = goOracle('compose');

/** Texts made of what matters to readers of env files. Every reference has a default, so that nothing is left open. */
const piece = fc.constantFrom(
  'A', 'B', 'a.b', 'C-1', '=', '=', '=', ':', ' ', '\t', '\n', '\n', '\n', '#', ' #', '"', '"', "'", "'", '\\', '\\n', '\\"', '\\$', '\\0101', '\\x41',
  'export ', 'export\t', '${A:-x}', '${B-y}', '${A:+z}', '$$', 'v', '1', 'é', '\u00a0', '\r\n', '[0]', '/', '\\\\',
); // prettier-ignore
const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const lines = fc
  .array(
    fc.tuple(
      fc.constantFrom('A', 'B', 'C'),
      fc.constantFrom('=', ' = ', ': ', '=  '),
      fc.array(piece, { maxLength: 5 }),
    ),
    { maxLength: 4 },
  )
  .map((entries) => entries.map(([name, sign, value]) => name + sign + value.join('')).join('\n'));

describe.skipIf(!oracle.available)(`env files as Docker Compose reads them ${oracle.reason}`, () => {
  it('reads every text as compose-go does, or refuses what it refuses', async () => {
    const texts = fc.sample(fc.oneof(soup, lines), { numRuns: 6000, seed: 20261123 });
    const compose = 'services: {a: {image: a, env_file: [in.env]}}';
    const input = texts.map((text) =>
      JSON.stringify({ files: { 'compose.yaml': compose, 'in.env': text }, main: '' }),
    );
    const out = await oracle.run([], `${input.join('\n')}\n`);
    const differences = out
      .toString()
      .trimEnd()
      .split('\n')
      .flatMap((line, i): unknown[] => {
        const answer = JSON.parse(line) as {
          ok: boolean;
          value?: { services: { a: { environment?: Record<string, string> } } };
        };
        const ours = parseDotenv(texts[i]!, NO_VARIABLES);
        const values = Object.fromEntries(ours.entries.map(({ name, text }) => [name, text]));
        const theirs = answer.value?.services.a.environment ?? {};
        // Whoever has a name that is empty wrote no variable.
        delete values[''];
        delete theirs[''];
        // A reference without a value is empty to Docker Compose and not known to us.
        if (ours.entries.some(({ unknown }) => unknown.length > 0)) return [];
        if (!answer.ok) return ours.problem === null ? [{ text: texts[i], ours, answer }] : [];
        return ours.problem === null && same(values, theirs) ? [] : [{ text: texts[i], ours, theirs }];
      });
    expect(differences.slice(0, 5)).toEqual([]);
  });
});

function same(a: Record<string, string>, b: Record<string, string>): boolean {
  const text = (record: Record<string, string>): string =>
    JSON.stringify(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}
