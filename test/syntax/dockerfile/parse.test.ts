import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../../src/syntax/dockerfile/instruction.ts';
import { parseDockerfile } from '../../../src/syntax/dockerfile/parse.ts';

const read = (text: string): readonly Instruction[] => {
  const { instructions, problems } = parseDockerfile(text);
  expect(problems).toEqual([]);
  return instructions;
};
const last = (text: string): Instruction => read(`FROM a\n${text}`).at(-1) as Instruction;
const codes = (text: string): string[] => parseDockerfile(text).problems.map(({ code }) => code);
const words = (instruction: Instruction): string[] => instruction.words.map(({ text }) => text);

describe('instructions of a Dockerfile', () => {
  it('reads keywords in any case and keeps their places', () => {
    expect(
      read('\n# c\nfrom a AS b\n\tRun x\n').map(({ keyword, line, column }) => [keyword, line, column]),
    ).toEqual([
      ['FROM', 3, 1],
      ['RUN', 4, 2],
    ]);
  });

  it('goes on with the instruction that follows a here-document directly', () => {
    const [, run, user] = read('FROM a\nRUN <<EOF\napt-get update\nEOF\nUSER 1000\n');
    expect(run?.heredocs).toEqual([
      { name: 'EOF', expand: true, chomp: false, content: 'apt-get update\n', line: 3 },
    ]);
    expect(run?.endLine).toBe(4);
    expect([user?.keyword, user?.line]).toEqual(['USER', 5]);
  });

  it.each([
    ['RUN <<"EOF"\n$a\nEOF', [['EOF', false, false, '$a\n']]],
    ["RUN <<-'EOF'\n\t\ta\n\tEOF", [['EOF', false, true, '\t\ta\n']]],
    [
      'COPY <<one <<two /etc/\n1\none\n2\ntwo',
      [
        ['one', true, false, '1\n'],
        ['two', true, false, '2\n'],
      ],
    ],
    ['RUN cat << EOF\nEOF', [['EOF', true, false, '']]],
    ['ONBUILD RUN <<E\nx\nE', [['E', true, false, 'x\n']]],
    ['RUN echo "a <<EOF"', []],
    ['RUN cat <<< "x"', []],
    ['ENV A <<EOF', []],
    ['RUN ["a", "<<EOF"]', []],
  ])('finds the here-documents of %j', (text, expected) => {
    const found = last(text).heredocs.map(({ name, expand, chomp, content }) => [
      name,
      expand,
      chomp,
      content,
    ]);
    expect(found).toEqual(expected);
  });

  it('joins lines, drops comments and blank lines between them, and still knows where each word stands', () => {
    const from = read('# escape=`\nFROM a\nCOPY a `\n  # comment\n\n   b `  \n /c/\n')[1];
    expect(from?.words).toEqual([
      { text: 'a', line: 3, column: 6 },
      { text: 'b', line: 6, column: 4 },
      { text: '/c/', line: 7, column: 2 },
    ]);
    expect(from?.endLine).toBe(7);
  });

  it('does not continue a line whose escape character is escaped', () => {
    expect(read('FROM a\nRUN x \\\\\nUSER b').map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'USER']);
  });

  it('gives a shell text in which every line and column is that of the file', () => {
    const run = last('RUN --mount=type=cache,target=/x a \\\n  # comment\n\n   b && c <<E\nbody\nE');
    expect(run.script?.text).toBe('a \\\n\\\n\\\n   b && c <<E\nbody\nE');
    expect(run.script).toMatchObject({ line: 2, column: 34 });
  });

  it('keeps columns behind a byte order mark and without the carriage returns', () => {
    const [from, run] = read('\uFEFFFROM a\r\nRUN b\r\n');
    expect(from?.words).toEqual([{ text: 'a', line: 1, column: 7 }]);
    expect(run?.words).toEqual([{ text: 'b', line: 2, column: 5 }]);
  });

  it('takes flags apart, with quotes and escapes resolved and the place of the value', () => {
    const { flags } = last('COPY --from=b:1 --chown="1:1" --link a b');
    expect(flags.map(({ name, value }) => [name.text, value?.text ?? null, value?.column ?? null])).toEqual([
      ['from', 'b:1', 13],
      ['chown', '1:1', 26],
      ['link', null, null],
    ]);
  });

  it.each([
    ['CMD ["a", "b c"]', true, ['a', 'b c']],
    ['CMD a "b c"', false, ['a "b c"']],
    ['CMD ["a", b]', false, ['["a", b]']],
    ["CMD ['a']", false, ["['a']"]],
    ['HEALTHCHECK --interval=3s CMD ["x"]', true, ['CMD', 'x']],
    ['HEALTHCHECK none', false, ['none']],
    ['COPY ["a b", "/c"]', true, ['a b', '/c']],
    ['COPY "a b" c', false, ['"a', 'b"', 'c']],
  ])('tells exec form from shell form in %j', (text, json, expected) => {
    const instruction = last(text);
    expect([instruction.json, words(instruction)]).toEqual([json, expected]);
  });

  it.each([
    [
      'ENV a=b c="d e" f=g\\ h',
      [
        ['a', 'b'],
        ['c', '"d e"'],
        ['f', 'g\\ h'],
      ],
    ],
    ['ENV a b c', [['a', 'b c']]],
    ['LABEL "x y"=z', [['"x y"', 'z']]],
    [
      'ARG a b=1 c=',
      [
        ['a', null],
        ['b', '1'],
        ['c', ''],
      ],
    ],
  ])('reads the pairs of %j', (text, expected) => {
    expect(last(text).pairs.map(({ name, value }) => [name.text, value?.text ?? null])).toEqual(expected);
  });

  it('reads what stands behind ONBUILD as an instruction of its own', () => {
    const { trigger } = last('ONBUILD COPY --from=x:1 a b');
    expect([trigger?.keyword, trigger?.flags[0]?.value?.text]).toEqual(['COPY', 'x:1']);
  });

  it('reads the directives at the top and nowhere else', () => {
    expect(parseDockerfile('#syntax = docker/dockerfile:1\n# ESCAPE=`\nFROM a')).toMatchObject({
      syntax: { text: 'docker/dockerfile:1', line: 1, column: 11 },
      escape: '`',
    });
    expect(parseDockerfile('# hello\n# escape=`\nFROM a').escape).toBe('\\');
    expect(parseDockerfile('\n# escape=`\nFROM a').escape).toBe('\\');
  });
});

describe('problems of a Dockerfile', () => {
  it.each([
    ['', ['empty']],
    ['# only a comment\n', ['empty']],
    ['ARG A=1', ['no-from']],
    ['RUN x\nFROM a', ['no-from']],
    ['FORM a', ['unknown-instruction', 'no-from']],
    ['FROM', ['bad-arguments']],
    ['FROM a b', ['bad-arguments']],
    ['FROM a AS 1b', ['bad-arguments']],
    ['FROM a\nCOPY x', ['bad-arguments']],
    ['FROM a\nCOPY x <<E\nE', ['bad-arguments']],
    ['FROM a\nRUN ["a", 1]', ['not-strings']],
    ['FROM a\nRUN --from=b x', ['unknown-flag']],
    ['FROM a\nCOPY --from b c', ['no-flag-value']],
    ['FROM a\nCOPY --from=a --from=b c d', ['repeated-flag']],
    ['FROM a\nRUN <<EOF\nx', ['unclosed-heredoc']],
    ['FROM a\nENV a=b c', ['no-value']],
    ['FROM a\nENV a', ['no-value', 'bad-arguments']],
    ['FROM a\nSHELL /bin/bash', ['bad-arguments']],
    ['FROM a\nONBUILD FROM b', ['bad-onbuild']],
    ['FROM a\nONBUILD ONBUILD RUN x', ['nested-onbuild']],
    ['# escape=x\nFROM a', ['bad-escape']],
    ['# escape=`\n# escape=`\nFROM a', ['repeated-directive']],
  ])('%j: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('names the instruction that was meant, with its place', () => {
    const [problem] = parseDockerfile('FROM a\n  CPOY b c').problems;
    expect(problem).toMatchObject({ line: 2, column: 3 });
    expect(problem?.message).toContain('COPY is');
  });

  it('goes on reading behind a problem', () => {
    expect(parseDockerfile('FROM a\nNONSENSE\nUSER b').instructions.at(-1)?.keyword).toBe('USER');
  });
});

describe('hostile Dockerfiles', () => {
  it.each([
    ['a RUN of 5 MB in lines', `FROM a\nRUN ${'x \\\n'.repeat(1_250_000)}y`, 2],
    ['nested substitutions', `FROM ${'${A:-'.repeat(10_000)}`, 1],
    ['nested ONBUILD', `FROM a\n${'ONBUILD \\\n'.repeat(200_000)}`, 2],
    ['brackets', `FROM a\nRUN ${'['.repeat(60_000)}`, 2],
    ['continuations without an end', `FROM a\n${'RUN \\\n'.repeat(200_000)}`, 2],
    ['lines that hold no more than the escape character', `FROM a\nRUN a ${'\\\n'.repeat(2_000_000)}b`, 2],
    ['heredocs without an end', `FROM a\nRUN ${'<<a '.repeat(15_000)}`, 2],
    ['NUL', 'FROM a\0b\nRUN \0', 2],
  ])('%s are read to the end', (_, text, count) => {
    expect(parseDockerfile(text).instructions).toHaveLength(count);
  });

  // bufio.MaxScanTokenSize of Go, through which BuildKit reads its lines.
  it.each([
    ['65,535 bytes', `FROM a\n# ${'x'.repeat(65_533)}\nUSER b`, [], 2],
    ['65,536 bytes', `FROM a\n# ${'x'.repeat(65_534)}\nUSER b`, ['line-too-long'], 1],
    ['21,845 Chinese characters', `FROM a\n${'#' + '中'.repeat(21_844)}\nUSER b`, [], 2],
    ['21,846 Chinese characters', `FROM a\n${'#' + '中'.repeat(21_845)}\nUSER b`, ['line-too-long'], 1],
    [
      '16,384 characters of four bytes',
      `FROM a\n#${'\u{1F600}'.repeat(16_384)}\nUSER b`,
      ['line-too-long'],
      1,
    ],
    ['5 MB', `FROM a\nRUN ${'x'.repeat(5_000_000)}`, ['line-too-long'], 1],
    ['a reference of 200,000 characters', `FROM ${'a'.repeat(200_000)}`, ['line-too-long'], 0],
  ])('a line of %s ends the reading where it ends the build', (_, text, problems, count) => {
    const tree = parseDockerfile(text);
    expect(tree.problems.map(({ code }) => code)).toEqual(problems);
    expect(tree.instructions).toHaveLength(count);
  });

  it('never throws, and never reports more problems than a person reads', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('FROM a', 'RUN <<E', 'E', '\\', 'COPY', '${', 'ONBUILD', '["'),
          ),
        ),
        (lines) => {
          const { instructions, problems } = parseDockerfile(lines.join('\n'));
          for (const { line, endLine } of instructions) expect(endLine).toBeGreaterThanOrEqual(line);
          expect(problems.length).toBeLessThan(250);
        },
      ),
    );
    expect(parseDockerfile('x\n'.repeat(10_000)).problems.length).toBeLessThan(250);
  });
});
