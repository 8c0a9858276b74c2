import { isBlank, isSpace, skip, trimEnd, until } from './chars.ts';
import { readExecForm } from './exec-form.ts';
import { MOST_PROBLEMS, type Instruction, type Pair, type SyntaxProblem, type Word } from './instruction.ts';
import { isKnownKeyword, nearestKeyword } from './keywords.ts';
import type { LogicalLine } from './logical-line.ts';
import { blankSeparated, leadingFlags, quotedWords, wordAt, type Span } from './words.ts';

type Parts = Pick<Instruction, 'words' | 'pairs' | 'json' | 'trigger'>;

const NO_WORDS: Parts = { words: [], pairs: [], json: false, trigger: null };

interface Reading {
  readonly line: LogicalLine;
  readonly escape: string;
  readonly problems: SyntaxProblem[];
  /** Where the instruction begins. */
  readonly place: { readonly line: number; readonly column: number };
}

/** Reads the keyword, the flags and the arguments of one logical line. */
export function readInstruction(
  line: LogicalLine,
  escape: string,
  problems: SyntaxProblem[],
  from = 0,
): Instruction {
  const { text } = line;
  const to = trimEnd(text, from);
  const start = skip(text, from, isSpace);
  const end = Math.min(until(text, start, isBlank), to);
  const written = text.slice(start, end);
  const keyword = written.toUpperCase();
  const place = line.at(start);
  const reading = { line, escape, problems, place };
  const { flags, rest } = leadingFlags({ line, from: end, to }, escape);
  const argument = { line, from: Math.min(skip(text, rest, isSpace), to), to };
  if (!isKnownKeyword(keyword) && problems.length < MOST_PROBLEMS) report(reading, unknownKeyword(written));
  const parts = isKnownKeyword(keyword) ? readParts(reading, keyword, argument, from > 0) : NO_WORDS;
  const { words, pairs, json, trigger } = parts;
  return {
    keyword,
    line: place.line,
    column: place.column,
    endLine: place.line,
    flags,
    words,
    json,
    pairs,
    heredocs: NO_HEREDOCS,
    trigger,
    script: null,
  };
}

type ProblemText = Omit<SyntaxProblem, 'line' | 'column'>;

function report({ problems, place }: Reading, problem: ProblemText, at: Word | null = null): void {
  if (problems.length >= MOST_PROBLEMS) return;
  const { line, column } = at ?? place;
  problems.push({ ...problem, line, column });
}

function unknownKeyword(written: string): ProblemText {
  const near = nearestKeyword(written.toUpperCase());
  const name = JSON.stringify(written.slice(0, 40));
  return {
    code: 'unknown-instruction',
    message: `${name} is no instruction of a Dockerfile${near === null ? '' : `; ${near} is`}`,
    expected: 'FROM, RUN, COPY, ADD, ARG, ENV, USER, EXPOSE, WORKDIR, CMD, ENTRYPOINT, HEALTHCHECK …',
  };
}

const NO_HEREDOCS: Instruction['heredocs'] = [];

type PartsReader = (reading: Reading, span: Span, inTrigger: boolean) => Parts;

const READERS: ReadonlyMap<string, PartsReader> = new Map<string, PartsReader>([
  ['RUN', commandParts],
  ['CMD', commandParts],
  ['ENTRYPOINT', commandParts],
  ['SHELL', commandParts],
  ['COPY', listParts],
  ['ADD', listParts],
  ['VOLUME', listParts],
  ['FROM', (_, span) => ({ ...NO_WORDS, words: blankSeparated(span) })],
  ['EXPOSE', (_, span) => ({ ...NO_WORDS, words: blankSeparated(span) })],
  ['ENV', (reading, span) => ({ ...NO_WORDS, pairs: pairsOf(reading, 'ENV', span) })],
  ['LABEL', (reading, span) => ({ ...NO_WORDS, pairs: pairsOf(reading, 'LABEL', span) })],
  ['ARG', ({ escape }, span) => ({ ...NO_WORDS, pairs: quotedWords(span, escape).map(pairOf) })],
  ['HEALTHCHECK', healthParts],
  ['ONBUILD', triggerParts],
]);

function readParts(reading: Reading, keyword: string, span: Span, inTrigger: boolean): Parts {
  const reader = READERS.get(keyword);
  return reader === undefined ? { ...NO_WORDS, words: whole(span) } : reader(reading, span, inTrigger);
}

const whole = ({ line, from, to }: Span): Word[] => (from < to ? [wordAt(line, from, to)] : []);

function commandParts(reading: Reading, span: Span): Parts {
  const exec = readExecForm(span);
  if (exec.kind === 'strings') return { ...NO_WORDS, words: exec.words, json: true };
  if (exec.kind === 'not-strings') report(reading, NOT_STRINGS);
  return { ...NO_WORDS, words: whole(span) };
}

function listParts(reading: Reading, span: Span): Parts {
  const exec = readExecForm(span);
  if (exec.kind === 'strings') return { ...NO_WORDS, words: exec.words, json: true };
  if (exec.kind === 'not-strings') report(reading, NOT_STRINGS);
  return { ...NO_WORDS, words: blankSeparated(span) };
}

const NOT_STRINGS: ProblemText = {
  code: 'not-strings',
  message: 'the JSON array holds something else than strings',
  expected: 'strings in double quotes: ["python3", "app.py", "8080"]',
};

function healthParts(reading: Reading, { line, from, to }: Span): Parts {
  const end = Math.min(until(line.text, from, isSpace), to);
  if (end === from) return NO_WORDS;
  const type = wordAt(line, from, end);
  const command = commandParts(reading, { line, from: Math.min(skip(line.text, end, isSpace), to), to });
  return { ...command, words: [type, ...command.words] };
}

/** An ONBUILD inside ONBUILD is refused, which also bounds the depth. */
function triggerParts(reading: Reading, { line, from, to }: Span, inTrigger: boolean): Parts {
  if (from >= to) return NO_WORDS;
  if (inTrigger) {
    report(reading, {
      code: 'nested-onbuild',
      message: 'ONBUILD inside ONBUILD is not allowed',
      expected: 'one instruction after ONBUILD, such as ONBUILD COPY . /app',
    });
    return NO_WORDS;
  }
  const trigger = readInstruction(line, reading.escape, reading.problems, from);
  return { ...NO_WORDS, json: trigger.json, trigger };
}

/** `NAME=VALUE …`, or the old `NAME value with blanks`. */
function pairsOf(reading: Reading, keyword: string, span: Span): Pair[] {
  const words = quotedWords(span, reading.escape);
  const [first] = words;
  if (first === undefined) return [];
  if (!first.text.includes('=')) return oldPair(reading, keyword, span);
  return words.flatMap((word) => {
    if (word.text.includes('=')) return [pairOf(word)];
    report(reading, noValue(keyword, word.text), word);
    return [];
  });
}

function oldPair(reading: Reading, keyword: string, { line, from, to }: Span): Pair[] {
  const end = Math.min(until(line.text, from, isBlank), to);
  const value = Math.min(skip(line.text, end, isBlank), to);
  if (value < to) return [{ name: wordAt(line, from, end), value: wordAt(line, value, to) }];
  report(reading, noValue(keyword, line.text.slice(from, end)));
  return [];
}

const noValue = (keyword: string, name: string): ProblemText => ({
  code: 'no-value',
  message: `${keyword} ${JSON.stringify(name.slice(0, 60))} has no value`,
  expected: `${keyword} NAME=VALUE, with quotes around a value that holds blanks`,
});

function pairOf(word: Word): Pair {
  const equals = word.text.indexOf('=');
  if (equals < 0) return { name: word, value: null };
  const { line, column, text } = word;
  return {
    name: { text: text.slice(0, equals), line, column },
    value: { text: text.slice(equals + 1), line, column: column + equals + 1 },
  };
}
