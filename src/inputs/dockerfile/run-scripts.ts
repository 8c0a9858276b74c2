import type { ShellWord } from '../../syntax/shell/types.ts';
import type { CopiedFiles } from './copied-files.ts';
import {
  baseName,
  commandString,
  invocationsOfFile,
  isShell,
  scriptOperand,
  type Invocation,
  type Invocations,
} from './invocations.ts';
import { joinPath, type Step } from './walk.ts';

/** Scripts within scripts that are followed. */
const DEEPEST = 3;
/** Sourced everywhere, and known to set nothing but the shell's own variables. */
const HARMLESS =
  /(?:^|\/)(?:activate|conda\.sh|setvars\.sh|\.?bashrc|\.?profile|bash_completion|environment)$/;

/** Characters of scripts that are still read for one Dockerfile: one script may be run by thousands of RUNs. */
export interface ScriptBudget {
  characters: number;
}

function spend(budget: ScriptBudget, characters: number): boolean {
  budget.characters -= characters;
  return budget.characters >= 0;
}

/**
 * What a RUN starts, with the commands of the scripts that it runs: `bash /tmp/install.sh`, `./setup.sh`, `. ./env.sh`.
 * One that no COPY is known to bring in leaves the RUN unread.
 */
export function withScripts(
  { invocations, unread }: Invocations,
  step: Step,
  copied: CopiedFiles,
  budget: ScriptBudget,
  depth = 0,
): Invocations {
  const all: Invocation[] = [];
  let reason = unread;
  let fetched: string | null = null;
  for (const invocation of invocations) {
    all.push(invocation);
    const path = scriptOf(invocation);
    if (path === null) continue;
    const inside = followed(invocation, path, { step, copied, budget, depth });
    if (typeof inside === 'string') {
      if (isDownloaded(path, invocations)) fetched ??= inside;
      else reason ??= inside;
      continue;
    }
    const nested = withScripts(inside, step, copied, budget, depth + 1);
    for (const one of nested.invocations) all.push(one);
    reason ??= nested.unread;
    fetched ??= nested.fetched ?? null;
  }
  return { invocations: all, unread: reason, fetched };
}

interface Following {
  readonly step: Step;
  readonly copied: CopiedFiles;
  readonly budget: ScriptBudget;
  readonly depth: number;
}

const NOTHING: Invocations = { invocations: [], unread: null };

/** The commands of a script that a command starts, or in words why they were not read. */
function followed(
  invocation: Invocation,
  path: string,
  { step, copied, budget, depth }: Following,
): Invocations | string {
  const found = copied.find(joinPath(invocation.folder, path), step);
  const started = `it runs ${path.slice(0, 100)}, and`;
  if (!found.ok) return `${started} ${found.why}`;
  if (depth >= DEEPEST || !spend(budget, found.file.text.length))
    return `${started} scripts within scripts, and very long ones, are not followed`;
  if (isForAnother(found.file.text)) return NOTHING;
  const inside = { ...step, workdir: invocation.folder };
  return invocationsOfFile(found.file, found.lineOffset, inside, depth + 1);
}

const DOWNLOADERS = /^(?:curl|wget|aria2c|fetch)$/;

/** The same RUN has written it from the network: where it compares a checksum, nothing runs unseen. */
function isDownloaded(path: string, invocations: readonly Invocation[]): boolean {
  const name = baseName(path);
  return invocations.some(
    ({ program, command }) =>
      DOWNLOADERS.test(program) &&
      command.words.some(({ raw }) => baseName(raw.replace(/["']/g, '')) === name),
  );
}

/** The script that a command runs, if it may matter, or null. */
function scriptOf(invocation: Invocation): string | null {
  const path = startedScript(invocation);
  return path !== null && HARMLESS.test(path) ? null : path;
}

function startedScript({ program, words }: Invocation): string | null {
  if (isShell(program)) {
    if (commandString(words) !== undefined) return null;
    return pathOf(scriptOperand(words));
  }
  if (program === 'source' || program === '.') return pathOf(words[1]);
  const own = words[0]?.value ?? '';
  return own.includes('/') && /\.(?:sh|bash)$/.test(own) ? own : null;
}

function pathOf(word: ShellWord | undefined): string | null {
  const value = word?.value ?? null;
  return value === null || value === '-' || value.startsWith('/dev/') ? null : value;
}

/** `bash ./configure.py` does not exist; a `#!` for something else does. */
function isForAnother(text: string): boolean {
  const first = text.slice(0, 200).split('\n', 1)[0] ?? '';
  return first.startsWith('#!') && !/(?:^|[/ ])(?:ba|da|a|z|k)?sh\b/.test(first);
}
