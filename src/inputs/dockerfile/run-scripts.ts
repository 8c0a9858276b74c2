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
    if (path === null || HARMLESS.test(path)) continue;
    const found = copied.find(joinPath(invocation.folder, path), step);
    if (!found.ok || depth >= DEEPEST || !spend(budget, found.file.text.length)) {
      const why = found.ok ? 'scripts within scripts, and very long ones, are not followed' : found.why;
      const what = `it runs ${path.slice(0, 100)}, and ${why}`;
      if (isDownloaded(path, invocations)) fetched ??= what;
      else reason ??= what;
      continue;
    }
    if (isForAnother(found.file.text)) continue;
    const inside = invocationsOfFile(
      found.file,
      found.lineOffset,
      { ...step, workdir: invocation.folder },
      depth + 1,
    );
    const nested = withScripts(inside, step, copied, budget, depth + 1);
    for (const one of nested.invocations) all.push(one);
    reason ??= nested.unread;
    fetched ??= nested.fetched ?? null;
  }
  return { invocations: all, unread: reason, fetched };
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

/** The script that a command runs, or null. */
function scriptOf({ program, words }: Invocation): string | null {
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
