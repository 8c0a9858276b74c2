import { lineStarts, positionAt, type Position } from '../position.ts';
import type { DraftCommand, DraftHeredoc } from './draft.ts';
import { environmentOf } from './environment.ts';
import { readList } from './list.ts';
import { fullBudget, isSpent, wordsOf, type Budget } from './materialize.ts';
import { Resolver } from './resolve.ts';
import { Scanner } from './scanner.ts';
import { HOLE } from './word.ts';
import type {
  ShellAssignment,
  ShellCommand,
  ShellHeredoc,
  ShellHole,
  ShellOptions,
  ShellOrigin,
  ShellScript,
} from './types.ts';

const NO_HOLES: ReadonlyMap<number, ShellHole> = new Map();

/**
 * Lists every simple command of a POSIX shell or bash text, after the grammar of POSIX.1-2024 XCU 2 and the Bash
 * Reference Manual. Words whose value a shell would have to compute have the value null and a reason. Linear in the
 * length of the text; never throws. A `\r` at the end of a line is taken for a blank.
 */
export function parseShell(text: string, origin: ShellOrigin, options: ShellOptions = {}): ShellScript {
  const scanner = new Scanner(text, options.holes ?? NO_HOLES, readList);
  readList(scanner, '');
  const place = placeOf(text, origin);
  const environment = environmentOf(scanner, options.variables ?? new Map(), options.unset ?? null);
  const resolver = new Resolver(environment, (offset) => place(offset).line);
  const finish: Finish = { text, holes: scanner.holes, place, resolver, budget: fullBudget() };
  const commands: ShellCommand[] = [];
  for (const draft of scanner.commands) {
    const command = finishCommand(draft, finish);
    if (isSpent(finish.budget)) {
      scanner.stop('too-large', 'its variables expand to more than is read', draft.start);
      break;
    }
    commands.push(command);
  }
  return {
    commands,
    problems: scanner.problems.map(({ code, message, offset }) => ({ code, message, ...place(offset) })),
  };
}

interface Finish {
  readonly text: string;
  readonly holes: ReadonlyMap<number, ShellHole>;
  readonly place: (offset: number) => Position;
  readonly resolver: Resolver;
  readonly budget: Budget;
}

function placeOf(text: string, origin: ShellOrigin): (offset: number) => Position {
  if (typeof origin === 'function') return origin;
  const starts = lineStarts(text);
  const { nextColumn = 1 } = origin;
  return (offset) => {
    const { line, column } = positionAt(starts, offset);
    const first = line === 1 ? origin.column : nextColumn;
    return { line: origin.line + line - 1, column: first + column - 1 };
  };
}

function finishCommand(draft: DraftCommand, finish: Finish): ShellCommand {
  const { place, resolver, budget } = finish;
  const { pipedFrom, parent, start, scope } = draft;
  return {
    words: draft.words.flatMap((word) => {
      const use = { offset: word.start, scope };
      return wordsOf(word, rawOf(word.start, word.end, finish), use, place, resolver, budget);
    }),
    assignments: draft.assignments.map(({ name, append, value, start: at }): ShellAssignment => {
      const read = resolver.word(value.parts, { offset: at, scope });
      const known = append ? null : read.text;
      const reason = append ? 'is put together piece by piece' : read.reason;
      return { name, value: known, raw: rawOf(value.start, value.end, finish), reason, ...place(at) };
    }),
    ...place(start),
    pipedFrom,
    parent,
    heredocs: draft.heredocs.map((heredoc) => finishHeredoc(heredoc, finish)),
  };
}

function finishHeredoc(
  { start, end, quoted, stripsTabs }: DraftHeredoc,
  { text, place }: Finish,
): ShellHeredoc {
  return { body: text.slice(start, end), quoted, stripsTabs, ...place(start) };
}

/** The text as it stands in the file: what is filled in, by its own name. */
function rawOf(start: number, end: number, { text, holes }: Finish): string {
  const raw = text.slice(start, end);
  if (holes.size === 0 || !raw.includes(HOLE)) return raw;
  const characters = raw.split('');
  return characters.map((c, index) => (c === HOLE ? (holes.get(start + index)?.raw ?? c) : c)).join('');
}
