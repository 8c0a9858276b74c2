import type { ShellWord } from '../../syntax/shell/types.ts';
import { GLOBAL_FLAGS } from './flag-table.ts';
import { parseFlags } from './flags.ts';
import { stripWrappers } from './wrappers.ts';

export type Action = 'run' | 'create' | 'pull';

/** A command line of docker, podman or nerdctl that names an image. */
export interface EngineCommand {
  readonly engine: string;
  /** nvidia-docker: every GPU is handed over without a flag. */
  readonly nvidia: boolean;
  /** null when the shell computes the subcommand. */
  readonly action: Action | null;
  readonly word: ShellWord;
  /** The words behind the subcommand. */
  readonly words: readonly ShellWord[];
}

const ENGINE = /^(?:.*[/\\])?(nvidia-docker2?|docker|podman|nerdctl)(?:\.exe|\.lima)?$/;
/** The engine's name behind a variable: `$DOCKER run`, `"${CONTAINER_ENGINE}" run`. */
const ENGINE_VARIABLE = /docker|podman|nerdctl|container_?(?:engine|tool|runtime|cli|cmd)/i;
const ACTIONS: ReadonlySet<string> = new Set(['run', 'create', 'pull']);
/** What stands behind these is text or a package, not a command. */
const TAKES_TEXT = new Set(
  `echo printf grep egrep fgrep rg sed awk cat which type hash command man info alias test [ [[ apt apt-get yum dnf apk
  brew snap pacman zypper pip pip3 npm systemctl service usermod gpasswd groupadd ssh scp rsync git kill pkill pgrep
  curl wget cp mv rm ls mkdir chmod chown touch export unset read cd docker podman nerdctl`.split(/\s+/),
);

/** The container command that a simple command runs, itself or through a wrapper (`sudo`, `xargs`, `retry 3 …`). */
export function findEngineCommand(all: readonly ShellWord[]): EngineCommand | null {
  const words = stripWrappers(all);
  const direct = engineCommand(words);
  if (direct !== null || words.length < 3) return direct;
  if (TAKES_TEXT.has(words[0]?.value ?? '')) return null;
  for (let index = 1; index < words.length - 1; index++) {
    if (!ENGINE.test(words[index]?.value ?? '')) continue;
    const found = engineCommand(words.slice(index));
    // A word `docker` among others is a command only with its subcommand behind it.
    if (found !== null) return found.action === null ? null : found;
  }
  return null;
}

function engineCommand(words: readonly ShellWord[]): EngineCommand | null {
  const [word, ...behind] = words;
  if (word === undefined) return null;
  const engine = engineOf(word, behind[0]);
  if (engine === null) return null;
  const { rest, unknown } = parseFlags(behind, GLOBAL_FLAGS);
  const group = rest[0]?.value === 'container' || rest[0]?.value === 'image' ? 1 : 0;
  const subcommand = rest[group];
  const nvidia = engine.startsWith('nvidia');
  if (subcommand === undefined)
    return unknown === null ? null : { engine, nvidia, action: null, word, words: [] };
  const { value } = subcommand;
  if (value === null) return { engine, nvidia, action: null, word, words: [] };
  if (!isAction(value)) return null;
  return { engine, nvidia, action: value, word, words: rest.slice(group + 1) };
}

function engineOf(word: ShellWord, next: ShellWord | undefined): string | null {
  if (word.value !== null) return ENGINE.exec(word.value)?.[1] ?? null;
  const named = ENGINE_VARIABLE.test(word.raw) && !/compose/i.test(word.raw);
  return named && (isAction(next?.value ?? '') || next?.value?.startsWith('-') === true) ? 'docker' : null;
}

function isAction(text: string): text is Action {
  return ACTIONS.has(text);
}
