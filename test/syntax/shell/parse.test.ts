import { describe, expect, it } from 'vitest';
import { parseShell } from '../../../src/syntax/shell/parse.ts';
import type { ShellWord } from '../../../src/syntax/shell/types.ts';

const START = { line: 1, column: 1 };
const show = ({ value, raw }: ShellWord): string => value ?? `?${raw}`;
/** Words of each command; `?raw` for what a shell would have to compute. */
const words = (text: string): string[][] =>
  parseShell(text, START)
    .commands.filter((one) => one.words.length > 0)
    .map((one) => one.words.map(show));

describe('simple commands', () => {
  it.each<[string, string, string[][]]>([
    ['none in an empty text', '', []],
    ['none where there are only comments', '# a\n  # b', []],
    [
      'separated by operators',
      'a; b && c || d & e | f\ng',
      [['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']],
    ],
    ['with quotes', `a 'b c' "d e" f\\ g ''`, [['a', 'b c', 'd e', 'f g', '']]],
    ['with quotes inside a word', `a--b='c d'"e"f`, [['a--b=c def']]],
    ['with ANSI-C quotes', String.raw`a $'b\tc\x41\'' $"d"`, [['a', "b\tcA'", 'd']]],
    ['with a backslash that quotes keep', String.raw`a "b\n\"\$" '\'`, [['a', String.raw`b\n"$`, '\\']]],
    ['continued over lines', 'a \\\n  b\\\nc', [['a', 'bc']]],
    ['continued with carriage returns', 'a \\\r\n  b\r\nc\r\n', [['a', 'b'], ['c']]],
    ['with a hash inside a word', 'a b#c # d', [['a', 'b#c']]],
    ['with redirections', 'a >b 2>&1 <c &>d 3<>e >|f b >>g', [['a', 'b']]],
    ['with a redirection first', '>x a b', [['a', 'b']]],
    ['behind a prefix assignment', 'A=1 B=2 c', [['c']]],
    ['in a subshell and a group', '(a; b) && { c; d; }', [['a'], ['b'], ['c'], ['d']]],
    ['in branches', 'if a; then b; elif c; then d; else e; fi', [['a'], ['b'], ['c'], ['d'], ['e']]],
    [
      'in loops',
      'while a; do b; done; for x in 1 2; do c; done; until d\ndo e\ndone',
      [['a'], ['b'], ['c'], ['d'], ['e']],
    ],
    ['in an arithmetic loop', 'for ((i=0; i<3; i++)); do a; done', [['a']]],
    ['in a case', 'case $x in a|b) c;; (d) e ;& *) f;; esac; g', [['c'], ['e'], ['f'], ['g']]],
    [
      'in a case inside a substitution',
      'a $(case x in y) b;; esac)',
      [['a', '?$(case x in y) b;; esac)'], ['b']],
    ],
    ['in functions', 'f() { a; }; function g { b; }; h () (c)', [['a'], ['b'], ['c']]],
    ['behind a negation', '! a', [['a']]],
    [
      'in substitutions, after the command around them',
      'a $(b "$(c)") `d e` <(f)',
      [['a', '?$(b "$(c)")', '?`d e`', '?<(f)'], ['b', '?"$(c)"'], ['c'], ['d', 'e'], ['f']],
    ],
    ['in a heredoc that is expanded', 'a <<E\n$(b) "\nE\nc', [['a'], ['b'], ['c']]],
    ['and none in a quoted heredoc', "a <<'E' && c\n$(b)\nE\nd", [['a'], ['c'], ['d']]],
    ['beside a condition', '[[ a && ( b || c ) > d ]] && e', [['[[', 'a', 'b', 'c', 'd', ']]'], ['e']]],
    ['beside arithmetic', '((a = 1 << 2)); b $((1 + 2)) $(( $(c) ))', [['b', '?$((1 + 2))', '?$(( $(c) ))']]],
    ['in a subshell that looks like arithmetic', 'x=$((a) | (b)); c', [['a'], ['b'], ['c']]],
    ['with reserved words as arguments', 'echo if then { } done', [['echo', 'if', 'then', '{', '}', 'done']]],
    ['with braces that expand', 'a {b,c} {} x{1..3} {{.ID}}', [['a', '?{b,c}', '{}', '?x{1..3}', '{{.ID}}']]],
    ['with a tilde as it is', 'a ~/b', [['a', '~/b']]],
  ])('%s', (_name, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('know whose output they read', () => {
    const { commands } = parseShell('a | b |& c; { d; e; } | f\ng |\nh', START);
    const from = commands.map(({ pipedFrom }) =>
      pipedFrom === null ? null : commands[pipedFrom]?.words[0]?.value,
    );
    expect(from).toEqual([null, 'a', 'b', null, null, 'e', null, 'g']);
  });

  it('know in whose words they stand', () => {
    const { commands } = parseShell('a; b $(c) $(d $(e))', START);
    expect(commands.map(({ parent }) => parent)).toEqual([null, null, 1, 1, 3]);
  });

  it('keep heredocs with their place', () => {
    const { commands } = parseShell("a <<-'E' <<F\n\tx\n\tE\ny $z\nF\nb", START);
    expect(commands[0]?.heredocs).toEqual([
      { body: '\tx\n', quoted: true, stripsTabs: true, line: 2, column: 1 },
      { body: 'y $z\n', quoted: false, stripsTabs: false, line: 4, column: 1 },
    ]);
    expect(commands[1]?.words[0]?.value).toBe('b');
  });
});

describe('places', () => {
  it('count from the origin, and from the column of the further lines', () => {
    const { commands } = parseShell('a b\n  c\\\n d', { line: 10, column: 7, nextColumn: 5 });
    const places = commands.flatMap((one) =>
      one.words.map(({ value, line, column }) => [value, line, column]),
    );
    expect(places).toEqual([
      ['a', 10, 7],
      ['b', 10, 9],
      ['c', 11, 7],
      ['d', 12, 6],
    ]);
  });

  it('come from the caller where it knows better', () => {
    const { commands } = parseShell('a b', (offset) => ({ line: offset + 100, column: 3 }));
    expect(commands[0]?.words.map(({ line }) => line)).toEqual([100, 102]);
  });
});

/** Value of the last word of the text, or its reason. */
function last(text: string, options = {}): string | null | undefined {
  const found = parseShell(text, START, options)
    .commands.findLast((one) => one.words.length > 0)
    ?.words.at(-1);
  return found?.value ?? found?.reason;
}

describe('a variable is known', () => {
  it.each<[string, string, string]>([
    ['from one plain assignment', 'T=1\na p:$T', 'p:1'],
    ['in quotes and braces', 'T="1 2"\na "p:${T}"', 'p:1 2'],
    ['through another', 'T=1; I="p:$T"; a $I', 'p:1'],
    ['exported, read-only or declared', 'export T=1; readonly U=2; declare -r V=3; a $T$U$V', '123'],
    ['local to a function', 'f() { local T=1; a $T; }', '1'],
    ['inside the branch that sets it', 'if x; then T=1; a $T; fi', '1'],
    ['behind && in the same chain', 'x && T=1 && a $T', '1'],
    ['where an assignment that cannot fail stands before &&', 'T=1 && U=2; a $T$U', '12'],
    ['from outside a subshell', 'T=1; (a $T)', '1'],
    ['from before a pipe', 'T=1; b | a $T', '1'],
    ['behind a pipe', '{ b | c; T=1; a $T; }', '1'],
    ['from before what goes to the background', 'T=1; b & a $T', '1'],
    ['in a substitution', 'T=1; x=$(a $T)', '1'],
    ['by its default, when nothing sets it', 'a ${T:-1}', '1'],
    ['by the default of a default', 'U=2; a ${T-${U}}', '2'],
    ['by the default that an assignment takes up', 'T=${T:-1}; a $T', '1'],
    ['by a default that is assigned', ': "${T:=1}"; a $T', '1'],
    ['by the default of an argument of the script', 'T=${1:-1}; a $T', '1'],
    ['by a default behind an empty value', 'T=; a ${T:-1}', '1'],
    ['when it is required, and set', 'T=1; a ${T:?no}', '1'],
    ['by its alternative', 'T=1; a ${T:+2}', '2'],
    ['in spite of a file that is sourced before', '. ./x; T=1; a $T', '1'],
    ['in spite of an activated environment', 'T=1; source venv/bin/activate; a $T', '1'],
    ['before a prefix assignment', 'T=1; T=2 a $T', '1'],
  ])('%s', (_name, text, expected) => {
    expect(last(text)).toBe(expected);
  });

  it('with the assignments that it rests on', () => {
    const word = parseShell('T=${1:-2.6.1}\nI=p:$T\na $I', START).commands.at(-1)?.words.at(-1);
    expect(word?.resolvedFrom).toEqual([
      'I=p:2.6.1 (line 2)',
      'T=2.6.1 (line 1)',
      'default of ${1:-2.6.1} (line 1)',
    ]);
  });

  it('from the caller, unless the text sets it', () => {
    const variables = new Map([['T', { value: '1', why: 'variables: T (line 3)' }]]);
    expect(last('a $T', { variables })).toBe('1');
    expect(last('T=2; a $T', { variables })).toBe('2');
    expect(last('if x; then T=2; fi; a $T', { variables })).toContain('under a condition');
  });
});

it('takes an array without elements for no word', () => {
  const [, command] = parseShell('OPTS=()\ndocker run "${OPTS[@]}" image', { line: 1, column: 1 }).commands;
  expect(command?.words.map(({ value }) => value)).toEqual(['docker', 'run', 'image']);
});

describe('a variable is not known', () => {
  it.each<[string, string, string]>([
    ['that nothing sets', 'a $T', '$T is not set in this file'],
    ['that is set twice', 'T=1; T=2; a $T', '$T is assigned more than once (lines 1)'],
    ['that is set under a condition', 'if x; then T=1; fi; a $T', 'only under a condition'],
    ['that is set behind &&', 'x && T=1; a $T', 'only under a condition'],
    ['that is set behind && while || follows', 'x && T=1 || a $T', 'only under a condition'],
    ['that is set in a case', 'case x in y) T=1;; esac; a $T', 'only under a condition'],
    ['that is set in a subshell', '(T=1); a $T', 'only under a condition'],
    ['that is set on the left of a pipe', '{ T=1; b; } | c; a $T', 'a shell of its own'],
    ['that is set alone on the left of a pipe', 'T=1 | c; a $T', 'a shell of its own'],
    ['that is set by a default on the left of a pipe', ': ${T:=1} | c; a $T', 'a shell of its own'],
    ['that is set in the background', 'T=1 & a $T', 'a shell of its own'],
    [
      'that is set in a loop that is piped',
      'if x; then y; fi | z; while { T=1; } ; do b; done | c; a $T',
      '$T is assigned',
    ],
    ['that is set in a function', 'f() { T=1; }; f; a $T', 'only under a condition'],
    ['that is set behind the function', 'f() { a $T; }; T=1', '$T is assigned after its use'],
    ['of a loop', 'for T in 1 2; do a $T; done', '$T takes one value after the other in a loop (line 1)'],
    ['that grows in a loop', 'while x; do T="$T 1"; a "$T"; done', '$T is computed'],
    ['that is read', 'read -r T; a $T', '$T comes from `read` (line 1)'],
    ['that printf sets', 'printf -v T x; a $T', '$T comes from `printf`'],
    ['that is unset', 'T=1; unset T; a $T', '$T is unset'],
    ['that is appended to', 'T=1; T+=2; a $T', 'piece by piece'],
    ['that a command prints', 'T=$(x); a $T', '$T is computed (line 1): command substitution'],
    ['that arithmetic gives', 'T=$((1+1)); a $T', '$T is computed (line 1): arithmetic'],
    ['that is an argument', 'a $1', '$1 is an argument of the script'],
    [
      'that is an argument of a function, whatever its default',
      'f() { a ${1:-2}; }',
      '$1 is an argument of the function',
    ],
    ['that a sourced file may change', 'T=1; . ./env; a $T', '`. ./env` may change $T'],
    [
      'that a sourced file may set, whatever its default',
      'source env.sh; a ${T:-1}',
      '`source env.sh` may set $T',
    ],
    ['that eval may set', 'T=1; eval "$x"; a $T', '`eval` may change $T'],
    ['behind a string operation', 'T=1; a ${T%.*}', 'string operation on $T'],
    ['whose alternative depends on the environment', 'a ${T:+x}', '$T is not set in this file'],
    ['that is required', 'a ${T:?no}', '$T is not set in this file'],
    ['that is the home folder', 'a $HOME/x', '$HOME is known only when it runs'],
  ])('%s', (_name, text, expected) => {
    expect(last(text)).toContain(expected);
  });

  it('that the script around may set, whatever its default', () => {
    expect(last('a ${T:-1}', { unset: 'elsewhere' })).toBe('elsewhere');
    expect(last('T=2; a ${T:-1}', { unset: 'elsewhere' })).toBe('2');
  });
});

describe('the words of a value', () => {
  it.each<[string, string, string[]]>([
    ['are split at blanks without quotes', 'O="-a  -b "; x $O y', ['x', '-a', '-b', 'y']],
    ['join what stands beside them', 'O="a b"; x p$O!', ['x', 'pa', 'b!']],
    ['are one in quotes', 'O="a b"; x "$O"', ['x', 'a b']],
    ['vanish when they are empty', 'O=; x $O "$O" y', ['x', '', 'y']],
    ['are those of an array', 'A=(a "b c" d); x "${A[@]}"', ['x', 'a', 'b c', 'd']],
    ['keep what is known beside what is not', 'O="-v $PWD:/w -u 1"; x $O', ['x', '-v', '?$O', '-u', '1']],
  ])('%s', (_name, text, expected) => {
    expect(words(text).at(-1)).toEqual(expected);
  });

  it.each<[string, string, boolean]>([
    ['a bare variable', 'x $O', true],
    ['the arguments', 'x "$@"', true],
    ['an array that is not known', 'x "${O[@]}"', true],
    ['a bare substitution', 'x $(y)', true],
    ['a quoted variable', 'x "$O"', false],
    ['a variable within a word', 'x p:$O', false],
  ])('may be none or several: %s', (_name, text, expected) => {
    expect(parseShell(text, START).commands[0]?.words[1]?.many).toBe(expected);
  });

  it('tell what is known of a word in pieces', () => {
    const word = parseShell('x "$PWD/m":/m:ro', START).commands[0]?.words[1];
    expect(word?.pieces).toEqual([
      { text: null, raw: '$PWD' },
      { text: '/m:/m:ro', raw: '/m:/m:ro' },
    ]);
  });
});

describe('what is filled in before a shell runs', () => {
  const holes = new Map([[4, { raw: '${{ x }}', value: '1', why: 'env x=1' }]]);

  it('is a part of the word, and shown as it was written', () => {
    const word = parseShell('a p:\ufffc', START, { holes }).commands[0]?.words[1];
    expect(word).toMatchObject({ value: 'p:1', raw: 'p:${{ x }}', resolvedFrom: ['env x=1'] });
  });

  it('has a reason when it is not known', () => {
    const unknown = new Map([[2, { raw: '${{ y }}', value: null, why: 'given at run time' }]]);
    const word = parseShell('a \ufffc', START, { holes: unknown }).commands[0]?.words[1];
    expect(word).toMatchObject({ value: null, reason: 'given at run time', many: true });
  });

  it('is nothing else than a character elsewhere', () => {
    expect(words('a \ufffc')).toEqual([['a', '\ufffc']]);
  });
});
