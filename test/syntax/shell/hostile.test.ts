import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShell } from '../../../src/syntax/shell/parse.ts';

const START = { line: 1, column: 1 };

describe('a text that cannot be read whole', () => {
  it.each<[string, string, string, number, number]>([
    ['a single quote', "a\nb 'c", 'unclosed', 2, 3],
    ['a double quote', 'a "b\nc', 'unclosed', 1, 3],
    ['a substitution', 'a $(b', 'unclosed', 1, 3],
    ['a backtick', 'a `b', 'unclosed', 1, 3],
    ['a parameter', 'a ${b', 'unclosed', 1, 3],
    ['an array', 'A=(b', 'unclosed', 1, 3],
    ['substitutions, very deep', 'a $('.repeat(5000), 'too-deep', 1, 1],
    ['compound commands, very deep', 'if a; then '.repeat(5000), 'too-deep', 1, 1],
    ['more words than any script has', 'a '.repeat(400_000), 'too-large', 1, 1],
  ])('says so: %s', (_name, text, code, line, column) => {
    const { problems } = parseShell(text, START);
    expect(problems).toMatchObject([code === 'unclosed' ? { code, line, column } : { code }]);
  });

  it('still lists the commands before', () => {
    expect(parseShell('a b\nc "d', START).commands[0]?.words.map(({ value }) => value)).toEqual(['a', 'b']);
  });

  it('stops where variables multiply their values', () => {
    const text = `A="${'a '.repeat(40_000)}"\n${'echo $A\n'.repeat(1000)}`;
    expect(parseShell(text, START).problems).toMatchObject([{ code: 'too-large' }]);
  });
});

describe('a text of 5 MB', () => {
  it.each<[string, string]>([
    ['one word', 'a'.repeat(5_000_000)],
    ['one quoted word', `echo "${'a '.repeat(2_500_000)}"`],
    ['heredocs', 'cat <<E\nb\nE\n'.repeat(400_000)],
    ['heredocs that never end', 'cat <<E\n'.repeat(600_000)],
    ['parentheses', '('.repeat(5_000_000)],
    ['arithmetic', '$(('.repeat(1_600_000)],
    [
      'doubling variables',
      Array.from({ length: 5000 }, (_, i) => `A${i}="$A${i - 1}$A${i - 1}y"`).join('\n'),
    ],
    ['one variable again and again', 'A=1;echo $A;'.repeat(400_000)],
    ['line continuations', 'a\\\n'.repeat(1_600_000)],
  ])('is read, or refused: %s', (_name, text) => {
    const { commands, problems } = parseShell(text, START);
    expect(commands.length + problems.length).toBeGreaterThan(0);
  });
});

describe('any text', () => {
  const token = fc.constantFrom(
    'a', ' ', '\n', '"', "'", '\\', '$', '${', '}', '$(', ')', '(', '((', '))', '`', ';', ';;', '&', '&&', '|', '||', '<', '>', '<<E\n',
    'E\n', 'if ', 'then ', 'fi ', 'for x in ', 'do ', 'done ', 'case ', 'in ', 'esac ', '{ ', 'A=', '$A', '${A:-', '[[ ', ']] ', '#', '\r\n',
  ); // prettier-ignore

  it('never throws, and puts every word inside the text', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const text = tokens.join('');
        const lines = text.split('\n');
        for (const { words, pipedFrom, parent } of parseShell(text, START).commands) {
          for (const { line, column } of words)
            expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
          expect(pipedFrom ?? -1).toBeLessThan(lines.length * 100);
          expect(parent ?? -1).toBeGreaterThanOrEqual(-1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back plain words as they are', () => {
    const plain = fc
      .stringMatching(/^[a-z0-9./:@_-]{1,12}$/)
      .filter(
        (word) =>
          !/^(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|select|function|coproc|in)$/.test(
            word,
          ),
      );
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 8 }), (expected) => {
        const [command] = parseShell(expected.join(' '), START).commands;
        expect(command?.words.map(({ value }) => value)).toEqual(expected);
      }),
    );
  });

  it('gives back what single quotes hold', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes("'")),
        (text) => {
          expect(parseShell(`a '${text}'`, START).commands[0]?.words[1]?.value).toBe(text);
        },
      ),
    );
  });
});
