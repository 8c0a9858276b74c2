import type { ShellCommand, ShellWord } from '../../syntax/shell/types.ts';
import { nameOf, stripWrappers } from './wrappers.ts';

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'busybox']);
const TAKES_COMMAND = new Set(['su', 'runuser', 'script', 'sg']);

/** The word of a command that a shell is handed as a script: `bash -c '…'`, `su app -c '…'`, `eval '…'`. */
export function nestedScript(all: readonly ShellWord[]): ShellWord | null {
  const words = stripWrappers(all);
  const name = nameOf(words[0]);
  if (name === 'eval') return words.length === 2 ? (words[1] ?? null) : null;
  if (!SHELLS.has(name) && !TAKES_COMMAND.has(name)) return null;
  const flag = words.findIndex(({ value }, index) => index > 0 && HANDS_SCRIPT.test(value ?? ''));
  // The first word that is no flag is a script of its own, and the rest its arguments.
  const file = words.findIndex(
    ({ value }, index) => index > 0 && !/^[-+]/.test(value ?? '') && value !== 'sh',
  );
  if (flag < 0 || (SHELLS.has(name) && file >= 0 && file < flag)) return null;
  return words[flag + 1] ?? null;
}

const HANDS_SCRIPT = /^(?:-[a-z]*c|--command)$/;

/** A shell without a script of its own reads its commands from what it is fed. */
export function readsCommands(all: readonly ShellWord[]): boolean {
  const words = stripWrappers(all);
  if (!SHELLS.has(nameOf(words[0]))) return false;
  return words
    .slice(1)
    .every(({ value }) => value !== null && /^[-+]/.test(value) && !HANDS_SCRIPT.test(value));
}

const ELSEWHERE = new Set('ssh sshpass autossh pdsh gcloud ansible vagrant kubectl wsl limactl'.split(' '));
const ENGINE = /^(?:docker|podman|nerdctl)$/;
const ACTION = /^(?:run|create|pull)$/;
const MENTIONS = /\b(?:docker|podman|nerdctl)\b[^\n]{0,200}\b(?:run|create|pull)\b/;

/** `ssh HOST docker run …`, or `ssh HOST <<EOF`: another host, another shell. */
export function runsElsewhere({ words: all, heredocs }: Pick<ShellCommand, 'words' | 'heredocs'>): boolean {
  const words = stripWrappers(all);
  if (!ELSEWHERE.has(nameOf(words[0]))) return false;
  if (heredocs.some(({ body }) => MENTIONS.test(body.slice(0, 200_000)))) return true;
  return words.some(
    ({ value, raw }, index) =>
      MENTIONS.test((value ?? raw).slice(0, 20_000)) ||
      (ENGINE.test(value ?? '') && ACTION.test(words[index + 1]?.value ?? '')),
  );
}
