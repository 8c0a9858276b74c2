import { skip } from './chars.ts';
import { newDirectives, readDirective, type Directives } from './directives.ts';
import { heredocMarks, type HeredocMark } from './heredoc.ts';
import type { DockerfileTree, Heredoc, Instruction, SyntaxProblem } from './instruction.ts';
import { readInstruction } from './instruction-reader.ts';
import { LogicalLine } from './logical-line.ts';
import { validateInstructions } from './validate.ts';
import { LineReader, isBlankLine, isComment } from './physical-line.ts';

const HEREDOC_KEYWORDS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

interface Parser {
  readonly lines: LineReader;
  readonly directives: Directives;
  readonly problems: SyntaxProblem[];
}

/**
 * Reads a Dockerfile as BuildKit's parser does (frontend/dockerfile/parser). Never throws: what BuildKit refuses becomes a
 * problem, and the instructions after it are still read. Time is linear in the text.
 */
export function parseDockerfile(text: string): DockerfileTree {
  const parser: Parser = { lines: new LineReader(text), directives: newDirectives(), problems: [] };
  const instructions: Instruction[] = [];
  while (parser.lines.next()) {
    const start = parser.lines.firstVisible();
    const visible = parser.lines.text.slice(start);
    const problem = readDirective(
      parser.directives,
      visible,
      parser.lines.number,
      parser.lines.column(start),
    );
    if (problem !== null) parser.problems.push(problem);
    if (visible === '' || visible.charCodeAt(0) === 35) continue;
    instructions.push(readOne(parser, start));
  }
  if (parser.lines.tooLong > 0) parser.problems.push({ ...TOO_LONG, line: parser.lines.tooLong });
  else if (instructions.length === 0) parser.problems.push(EMPTY);
  const problems = [...parser.problems, ...validateInstructions(instructions)];
  const { escape, syntax } = parser.directives;
  return { instructions, problems: problems.sort((a, b) => a.line - b.line), escape, syntax };
}

const TOO_LONG: SyntaxProblem = {
  code: 'line-too-long',
  message: 'the line has more than 65535 bytes, with which the build ends; nothing from it on was read',
  expected: 'lines of at most 65535 bytes, continued with \\',
  line: 1,
  column: 1,
};

const EMPTY: SyntaxProblem = {
  code: 'empty',
  message: 'the file holds no instruction',
  expected: 'at least FROM IMAGE, such as FROM paddlepaddle/paddle:2.6.1',
  line: 1,
  column: 1,
};

/** One instruction, from the current line on. */
function readOne({ lines, directives, problems }: Parser, start: number): Instruction {
  const logical = new LogicalLine();
  const { number: line } = lines;
  let script = joinLines(lines, logical, directives.escape, start);
  const instruction = readInstruction(logical, directives.escape, problems);
  const inner = instruction.trigger ?? instruction;
  const heredocs: Heredoc[] = [];
  if (HEREDOC_KEYWORDS.has(inner.keyword) && !instruction.json && logical.text.includes('<<')) {
    const bodies = lines.offset;
    for (const mark of heredocMarks(logical.text)) {
      const body = readBody(lines, mark);
      if (body === null) {
        problems.push({ ...UNCLOSED(mark), line, column: lines.column(start) });
        break;
      }
      heredocs.push(body);
    }
    if (heredocs.length > 0) script += `\n${lines.since(bodies)}`;
  }
  return complete(instruction, { script, heredocs, endLine: lines.number, logical });
}

const UNCLOSED = ({ name }: HeredocMark) => ({
  code: 'unclosed-heredoc',
  message: `the here-document ${name} is not closed before the end of the file`,
  expected: `a line that holds ${name} and nothing else`,
});

/**
 * Joins continuation lines into `logical`, and gives back the same lines as a shell could read them: with `\` where the
 * file continues a line, whatever its escape character is, and nothing but that on lines that BuildKit drops.
 */
function joinLines(lines: LineReader, logical: LogicalLine, escape: string, start: number): string {
  const script: string[] = [];
  let from = start;
  for (;;) {
    const { text, number } = lines;
    const end = continuation(text, from, escape);
    const cut = end ?? text.length;
    logical.add(text.slice(from, cut), number, lines.column(from));
    // Padded, so that a column of the file is a column of the script.
    script.push(' '.repeat(lines.column(from) - 1) + text.slice(from, cut));
    if (end === null) break;
    if (!nextPart(lines, script)) break;
    from = 0;
  }
  return script.join('\\\n');
}

/** Goes to the next line that is neither blank nor a comment; false at the end of the file. */
function nextPart(lines: LineReader, script: string[]): boolean {
  while (lines.next()) {
    if (!isComment(lines.text) && !isBlankLine(lines.text)) return true;
    script.push('');
  }
  return false;
}

/** Offset of the escape character that continues the line, or null. One that is escaped itself does not. */
function continuation(text: string, from: number, escape: string): number | null {
  let end = text.length;
  while (end > from && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
  if (end <= from || text.charAt(end - 1) !== escape) return null;
  return end - 1 > from && text.charAt(end - 2) === escape ? null : end - 1;
}

function readBody(lines: LineReader, { name, expand, chomp }: HeredocMark): Heredoc | null {
  const line = lines.number + 1;
  const from = lines.offset;
  while (lines.next()) {
    const text = chomp ? lines.text.slice(skip(lines.text, 0, (code) => code === 9)) : lines.text;
    if (text === name) return { name, expand, chomp, content: lines.between(from), line };
  }
  return null;
}

interface Whole {
  readonly script: string;
  readonly heredocs: readonly Heredoc[];
  readonly endLine: number;
  readonly logical: LogicalLine;
}

const SCRIPTED: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

function complete(instruction: Instruction, whole: Whole): Instruction {
  const { script, heredocs, endLine } = whole;
  const trigger = instruction.trigger === null ? null : complete(instruction.trigger, whole);
  const [first] = instruction.words;
  const scripted = SCRIPTED.has(instruction.keyword) && !instruction.json && first !== undefined;
  if (trigger === null && !scripted && heredocs.length === 0 && endLine === instruction.endLine)
    return instruction;
  return {
    ...instruction,
    endLine,
    heredocs,
    trigger,
    script: scripted ? shellPart(instruction, script) : null,
  };
}

/** The script from the first word on, which stands where the file has it. */
function shellPart(instruction: Instruction, script: string): Instruction['script'] {
  const word = instruction.words[instruction.keyword === 'HEALTHCHECK' ? 1 : 0];
  if (word === undefined) return null;
  let from = 0;
  for (let line = instruction.line; line < word.line; line++) from = script.indexOf('\n', from) + 1;
  const { line, column } = word;
  return { text: script.slice(from + column - 1), line, column };
}
