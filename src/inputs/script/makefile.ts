import { parseMakefile } from '../../syntax/makefile/parse.ts';
import { lineStarts, positionAt } from '../../syntax/position.ts';
import { FilledText } from '../../syntax/shell/filled-text.ts';
import { Collector } from '../container-command/collector.ts';
import { scanScript } from '../container-command/scan-script.ts';
import type { Reader } from '../port.ts';
import { MakeVariables } from './make-variables.ts';

/** Ends of `$(…)` are looked for this far: no reference of a recipe is longer. */
const MAX_REFERENCE = 1_000;
/** Variables within variables are pasted this deep, and recipes up to this length. */
const MAX_DEPTH = 10;
const MAX_FILLED = 1_000_000;
const RUNS = /\b(?:docker|podman|nerdctl)\b[^\n]{0,200}\b(?:run|create|pull)\b/;

/** Recipes of a Makefile: what make fills in first, then what the shell makes of it. */
export const readMakefile: Reader = (file, context) => {
  const collector = new Collector(file, context, 'makefile');
  const makefile = parseMakefile(file.text);
  const variables = new MakeVariables(makefile);
  const starts = lineStarts(file.text);
  for (const { target, lines } of makefile.recipes) {
    const section = target === '' ? '' : `${target}/`;
    const scripts = makefile.oneShell ? [lines] : lines.map((line) => [line]);
    for (const script of scripts) {
      const filled = new FilledText();
      for (const [index, { start, end }] of script.entries()) {
        if (index > 0) filled.stand('\n', start);
        fillLine(file.text, start, end, variables, filled);
      }
      const origin = (offset: number): ReturnType<typeof positionAt> =>
        positionAt(starts, filled.sourceOf(offset));
      scanScript(filled.text, origin, collector, { section, holes: filled.holes });
    }
  }
  for (const { value, line, name } of makefile.variables)
    if (
      RUNS.test(value.slice(0, 100_000)) &&
      (variables.hiddenWhy(name) !== null || value.includes('$(shell'))
    )
      collector.leaveUnread(
        `variable ${name}`,
        variables.hiddenWhy(name) ?? 'make runs a command for its value',
        'check the lines that make prints: make -n TARGET',
        { line, column: 1 },
      );
  const { problems, subjects, unread } = collector;
  return { kind: 'makefile', problems, subjects, supporting: [], unread };
};

/** One line of a recipe as the shell gets it: `$$` is `$`, `$(NAME)` its value, and the tab of a joined line is gone. */
function fillLine(
  text: string,
  start: number,
  end: number,
  variables: MakeVariables,
  into: FilledText,
): void {
  let from = start;
  let at = start;
  while (at < end) {
    const c = text.charAt(at);
    if (c === '\n' && text.charAt(at + 1) === '\t') {
      into.copy(text.slice(from, at + 1), from);
      at += 2;
      from = at;
    } else if (c === '$') {
      into.copy(text.slice(from, at), from);
      const stop = referenceEnd(text, at, end);
      fillReference(text.slice(at, stop), at, variables, into, 0);
      at = stop;
      from = at;
    } else at++;
  }
  into.copy(text.slice(from, end), from);
}

/** Fills one reference in, standing for the place `source`. */
function fillReference(
  raw: string,
  source: number,
  variables: MakeVariables,
  into: FilledText,
  depth: number,
): void {
  if (raw === '$$' || raw === '$') {
    into.stand('$', source);
    return;
  }
  const name = raw.length > 2 ? raw.slice(2, -1) : raw.slice(1);
  const { value, why } = variables.valueOf(name);
  const text = value === null && depth < MAX_DEPTH ? phraseOf(variables.textOf(name)) : null;
  // `$$` in a variable's value is the shell's `$`.
  if (text === null || into.text.length > MAX_FILLED)
    into.fill({ raw, value: value?.replaceAll('$$', () => '$') ?? null, why }, source);
  else pasteText(text, source, variables, into, depth + 1);
}

/** A text of several words, such as a command with its flags; a single word says more by the name of its variable. */
function phraseOf(text: string | null): string | null {
  const bare = text?.replace(/\$(?:\([^()]{0,200}\)|\{[^{}]{0,200}\})/g, '') ?? '';
  return /\s/.test(bare.trim()) ? text : null;
}

/** The text of a variable that is known but for some references in it. */
function pasteText(
  text: string,
  source: number,
  variables: MakeVariables,
  into: FilledText,
  depth: number,
): void {
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    into.stand(text.slice(at, dollar < 0 ? text.length : dollar), source);
    if (dollar < 0) return;
    at = referenceEnd(text, dollar, text.length);
    fillReference(text.slice(dollar, at), source, variables, into, depth);
  }
}

/** Behind the reference that begins with the `$` at `at`. */
function referenceEnd(text: string, at: number, end: number): number {
  const next = text.charAt(at + 1);
  if (at + 1 >= end) return at + 1;
  return next === '(' || next === '{' ? closing(text, at + 1, end) : at + 2;
}

/** Behind the bracket that closes the one at `open`; a reference that is never closed ends where it begins. */
function closing(text: string, open: number, end: number): number {
  const opens = text.charAt(open);
  const closes = opens === '(' ? ')' : '}';
  let depth = 0;
  for (let i = open; i < Math.min(end, open + MAX_REFERENCE); i++) {
    const c = text.charAt(i);
    if (c === opens) depth++;
    else if (c === closes && --depth === 0) return i + 1;
  }
  return open + 1;
}
