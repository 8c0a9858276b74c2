import type { Position } from '../../syntax/position.ts';
import type { ShellCommand, ShellWord } from '../../syntax/shell/types.ts';
import { baseName, commandString, isShell, type Invocation } from './invocations.ts';

const DOWNLOADERS: ReadonlySet<string> = new Set(['curl', 'wget', 'aria2c', 'fetch']);
const INTERPRETER = /^(?:python[0-9.]*|perl|ruby|node|php|Rscript)$/;
/** Commands that run a text which the shell puts together. */
const EVALUATORS: ReadonlySet<string> = new Set(['eval', 'source', '.']);
const EXCERPT = 160;
/** A pipe of more programs is followed no further back. */
const LONGEST_PIPE = 20;

export interface PipedScript extends Position {
  readonly text: string;
}

/** A download that is run without ever being a file: `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`. */
export function pipedScript(invocation: Invocation): PipedScript | null {
  const { program, words, command } = invocation;
  const runs = isShell(program) || INTERPRETER.test(program);
  if (!runs && !EVALUATORS.has(program)) return null;
  const source =
    (runs && readsInput(program, words) ? download(invocation) : null) ?? substituted(invocation);
  if (source === null) return null;
  const first =
    source.line < command.line || (source.line === command.line && source.column < command.column);
  const { line, column } = first ? source : command;
  return { text: describe(source, command), line, column };
}

/** Without a script, a module or a text of its own, an interpreter runs what comes in. */
function readsInput(program: string, words: readonly ShellWord[]): boolean {
  const options = words.slice(1).map(({ value }) => value ?? '');
  if (isShell(program)) {
    if (commandString(words) !== undefined) return false;
    if (options.some((text) => /^-[a-z]*s$/.test(text))) return true;
  } else if (options.some((text) => /^-(?:c|m|e|n|p|r|ne|pe|le|lne)$/.test(text))) return false;
  const operand = options.find((text) => text !== '' && (text === '-' || !/^[-+]/.test(text)));
  return operand === undefined || operand === '-' || operand === '/dev/stdin';
}

/** The download at the head of the pipe. */
function download({ command, script }: Invocation): ShellCommand | null {
  let from = command.pipedFrom;
  for (let steps = 0; from !== null && steps < LONGEST_PIPE; steps++) {
    const source = script[from];
    if (source === undefined) return null;
    if (isDownload(source)) return source;
    from = source.pipedFrom;
  }
  return null;
}

const isDownload = ({ words }: ShellCommand): boolean =>
  words.slice(0, 4).some(({ value }) => DOWNLOADERS.has(baseName(value ?? '')));

/** A download inside `$(…)` or `<(…)` that is run as a text or read as a script. */
function substituted({ program, words, index, script }: Invocation): ShellCommand | null {
  const text = isShell(program) ? (commandString(words) ?? words[1]) : words[1];
  if (text === undefined || !/^"?(?:\$\(|`|<\()/.test(text.raw)) return null;
  // What stands inside a command is listed right behind it.
  for (let at = index + 1; at < script.length; at++) {
    const other = script[at];
    if (other === undefined || other.parent === null) return null;
    if (isDownload(other)) return other;
  }
  return null;
}

function describe(source: ShellCommand, command: ShellCommand): string {
  const text = (words: readonly ShellWord[]): string => words.map(({ raw }) => raw).join(' ');
  const whole =
    source.parent === null ? `${text(source.words)} | ${text(command.words)}` : text(command.words);
  return whole.length > EXCERPT ? `${whole.slice(0, EXCERPT - 1)}…` : whole;
}
