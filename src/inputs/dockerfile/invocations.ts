import { heredocMark } from '../../syntax/dockerfile/heredoc.ts';
import type { Instruction } from '../../syntax/dockerfile/instruction.ts';
import { parseShell } from '../../syntax/shell/parse.ts';
import type {
  ShellAssignment,
  ShellCommand,
  ShellHeredoc,
  ShellScript,
  ShellWord,
} from '../../syntax/shell/types.ts';
import type { TextFile } from '../port.ts';
import { execScript } from './exec-form.ts';
import { joinPath, type Step } from './walk.ts';

/** One program that a RUN, CMD or ENTRYPOINT starts, without `sudo`, `env` and the like before it. */
export interface Invocation {
  /** Last part of its path; empty when it cannot be told. */
  readonly program: string;
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly command: ShellCommand;
  /** Index among the commands of its script. */
  readonly index: number;
  readonly script: readonly ShellCommand[];
  /** The folder in which it runs, as far as WORKDIR and `cd` say. */
  readonly folder: string;
  /** The script of the build context in which it stands; absent in the Dockerfile itself. */
  readonly file?: TextFile;
}

export interface Invocations {
  readonly invocations: readonly Invocation[];
  /** What kept the command from being read whole, in words, or null. */
  readonly unread: string | null;
  /** A script that the command itself downloads and runs from a file: what it installs is not known. */
  readonly fetched?: string | null;
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);
const DEEPEST = 3;
const NONE: Invocations = { invocations: [], unread: null };

export const isShell = (program: string): boolean => SHELLS.has(program);

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The programs that an instruction starts, in the order of its text. */
export function invocationsOf(step: Step, instruction: Instruction = step.instruction): Invocations {
  if (instruction.json) return fromScript(execScript(instruction), step, 0);
  if (instruction.script === null) return NONE;
  if (!step.shell.some((word) => isShell(baseName(word))))
    return { invocations: [], unread: `${baseName(step.shell[0] ?? '')} is no POSIX shell` };
  return fromScript(shellScript(step, instruction), step, 0);
}

function shellScript(step: Step, { script, heredocs, words }: Instruction): ShellScript {
  const [first] = heredocs;
  // `RUN <<EOF` alone: the body is the script, or a program in another language.
  if (
    first !== undefined &&
    !/\s/.test(words[0]?.text.trim() ?? '') &&
    heredocMark(words[0]?.text ?? '') !== null
  )
    return isOtherLanguage(first.content)
      ? { commands: [], problems: [] }
      : parse(first.content, { line: first.line, column: 1 }, step);
  if (script === null) return { commands: [], problems: [] };
  return parse(script.text, { line: script.line, column: script.column }, step);
}

function isOtherLanguage(body: string): boolean {
  const first = body.slice(0, 200).trimStart().split('\n', 1)[0] ?? '';
  return first.startsWith('#!') && !/(?:^|[/ ])(?:ba|da|a|z|k)?sh\b/.test(first);
}

function parse(
  text: string,
  place: { line: number; column: number },
  { variables, elsewhere }: Step,
): ShellScript {
  return parseShell(
    text,
    { ...place, nextColumn: 1 },
    elsewhere === null
      ? { variables }
      : { variables, unset: `a variable is not set in the file, and ${elsewhere}` },
  );
}

function fromScript({ commands, problems }: ShellScript, step: Step, depth: number): Invocations {
  const invocations: Invocation[] = [];
  let unread = problems[0]?.message ?? null;
  let folder = step.workdir;
  for (const [index, command] of commands.entries()) {
    const words = unwrap(command.words);
    const program = baseName(valueOf(words[0]));
    if (program === 'cd') folder = joinPath(folder, words[1]?.value ?? '\0');
    const { assignments } = command;
    invocations.push({ program, words, assignments, command, index, script: commands, folder });
    if (!isShell(program) || depth >= DEEPEST) continue;
    const nested = fromShell(command, words, commands, { ...step, workdir: folder }, depth);
    for (const invocation of nested.invocations) invocations.push(invocation);
    unread ??= nested.unread;
  }
  return { invocations, unread };
}

/** What a shell is told to run: what it is fed, else its `-c`. */
function fromShell(
  command: ShellCommand,
  words: readonly ShellWord[],
  commands: ShellScript['commands'],
  step: Step,
  depth: number,
): Invocations {
  const body = scriptOperand(words) === undefined ? fedBody(command, commands) : null;
  if (body === null) return fromCommandString(words, step, depth);
  return fromScript(parse(body.body, { line: body.line, column: body.column }, step), step, depth + 1);
}

/** The commands of a script of the build context, as the RUN that starts it sees them. */
export function invocationsOfFile(
  file: TextFile,
  lineOffset: number,
  step: Step,
  depth: number,
): Invocations {
  const script = parse(file.text, { line: 1 + lineOffset, column: 1 }, step);
  const { invocations, unread } = fromScript(script, step, depth);
  return { invocations: invocations.map((one) => ({ ...one, file })), unread };
}

/** The heredoc that a shell without a script of its own reads its commands from, itself or through `cat`. */
function fedBody(
  { heredocs, pipedFrom }: ShellCommand,
  commands: readonly ShellCommand[],
): ShellHeredoc | null {
  const own = heredocs.at(-1);
  if (own !== undefined) return own;
  const source = pipedFrom === null ? undefined : commands[pipedFrom];
  return source !== undefined && baseName(valueOf(source.words[0])) === 'cat'
    ? (source.heredocs.at(-1) ?? null)
    : null;
}

/** The script, or `-c`, of a shell; undefined when it reads its commands from what it is fed. */
export function scriptOperand(words: readonly ShellWord[]): ShellWord | undefined {
  const rest = words.slice(1);
  if (commandString(words) !== undefined) return rest[0];
  if (rest.some(({ value }) => /^-[a-z]*s$/.test(value ?? ''))) return undefined;
  for (const [index, word] of rest.entries()) {
    if (word.value === '-o' || word.value === '+o' || rest[index - 1]?.value === '-o') continue;
    if (!/^[-+]/.test(word.value ?? '')) return word;
  }
  return undefined;
}

const valueOf = (word: ShellWord | undefined): string => word?.value ?? '';

/** What `sh -c TEXT` starts. */
function fromCommandString(words: readonly ShellWord[], step: Step, depth: number): Invocations {
  const text = commandString(words);
  if (text === undefined || text.value === null) return NONE;
  const place = { line: text.line, column: text.column + (/^["']/.test(text.raw) ? 1 : 0) };
  return fromScript(parse(text.value, place, step), step, depth + 1);
}

/** The text behind `-c` (also `-lc`, `-euxc`). */
export function commandString(words: readonly ShellWord[]): ShellWord | undefined {
  const at = words.findIndex(({ value }, index) => index > 0 && /^-[a-z]*c$/.test(value ?? ''));
  return at < 0 ? undefined : words[at + 1];
}

/** Programs that start the one behind them, and their options that take a value. */
const WRAPPERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['sudo', new Set(['-u', '-g', '-h', '-p', '-C', '-D', '-R', '-T'])],
  ['env', new Set(['-u', '-C', '-S'])],
  ['exec', new Set(['-a'])],
  ['time', new Set(['-f', '-o'])],
  ['nice', new Set(['-n'])],
  ['nohup', new Set()],
  ['command', new Set()],
  ['builtin', new Set()],
  ['gosu', new Set()],
  ['su-exec', new Set()],
  ['tini', new Set()],
  ['dumb-init', new Set()],
  ['timeout', new Set(['-s', '-k'])],
  ['stdbuf', new Set(['-i', '-o', '-e'])],
  ['xargs', new Set(['-n', '-P', '-I', '-L', '-d', '-a', '-E', '-s'])],
]);

/** Wrappers whose first argument is not the program: a duration, a user. */
const ONE_ARGUMENT: ReadonlySet<string> = new Set(['timeout', 'gosu', 'su-exec']);
const ENVIRONMENT_RUNNERS: ReadonlySet<string> = new Set([
  'conda',
  'mamba',
  'micromamba',
  'poetry',
  'pipenv',
  'uv',
]);

function unwrap(words: readonly ShellWord[]): readonly ShellWord[] {
  let rest = words;
  for (let steps = 0; steps < 8; steps++) {
    const name = baseName(rest[0]?.value ?? '');
    const options = WRAPPERS.get(name);
    if (options !== undefined) rest = behindWrapper(name, rest, options);
    else if (ENVIRONMENT_RUNNERS.has(name) && rest[1]?.value === 'run') rest = behindRun(rest);
    else return rest;
  }
  return rest;
}

function behindWrapper(
  name: string,
  words: readonly ShellWord[],
  options: ReadonlySet<string>,
): readonly ShellWord[] {
  let index = 1;
  while (index < words.length) {
    const text = words[index]?.value ?? '';
    if (text.startsWith('-')) index += options.has(text) ? 2 : 1;
    else if (/^[A-Za-z_][A-Za-z0-9_]*=/.test(text)) index++;
    else break;
  }
  return words.slice(ONE_ARGUMENT.has(name) ? index + 1 : index);
}

/** `conda run -n env --no-capture-output pip install …`. */
function behindRun(words: readonly ShellWord[]): readonly ShellWord[] {
  let index = 2;
  while (words[index]?.value?.startsWith('-') === true)
    index += /^(?:-n|-p|--name|--prefix|--cwd|--with|--python)$/.test(words[index]?.value ?? '') ? 2 : 1;
  return words.slice(index);
}
