import { parseShell } from '../../syntax/shell/parse.ts';
import type {
  ShellCommand,
  ShellOptions,
  ShellOrigin,
  ShellScript,
  ShellWord,
} from '../../syntax/shell/types.ts';
import type { Collector } from './collector.ts';
import { nestedScript, readsCommands, runsElsewhere } from './nested-script.ts';
import { NAMES_OTHER_TOOL, readOtherTool } from './other-tools.ts';
import { readContainerCommand } from './read.ts';

/** Scripts within scripts (`sh -c "sh -c …"`) that are followed. */
const MAX_NESTING = 4;
const MENTIONS_ENGINE = /docker|podman|nerdctl|container_?(?:engine|tool|runtime|cli|cmd)/i;
const OUTER = 'it may be set by the script around it';

export interface ScriptOptions extends ShellOptions {
  /** Where in the file, for the ids of subjects. */
  readonly section: string;
}

/** Reads a shell text for container commands. What keeps it from being read whole is a problem of the file. */
export function scanScript(
  text: string,
  origin: ShellOrigin,
  collector: Collector,
  options: ScriptOptions,
): void {
  if (!mayRunContainers(text, options)) return;
  scan(parseShell(text, origin, options), collector, options.section, 0);
}

/** A variable may hold the engine's name, but then the name itself stands somewhere near. */
function mayRunContainers(text: string, { holes, variables }: ShellOptions): boolean {
  if (MENTIONS_ENGINE.test(text) || NAMES_OTHER_TOOL.test(text) || HIDES_FILE.test(text)) return true;
  const nearby = [
    ...[...(holes?.values() ?? [])].map(({ raw, value }) => value ?? raw),
    ...[...(variables?.values() ?? [])].flatMap(({ value }) => value ?? []),
  ];
  return nearby.some((value) => MENTIONS_ENGINE.test(value));
}

function scan(
  { commands, problems }: ShellScript,
  collector: Collector,
  section: string,
  depth: number,
): void {
  for (const { code, message, line, column } of problems)
    collector.problems.push({
      code: `shell-${code}`,
      message: `the shell text could not be read whole: ${message}`,
      expected:
        code === 'unclosed'
          ? 'each quote and bracket closed, as `sh -n FILE` checks'
          : 'a script of common size',
      place: collector.place({ line, column }),
    });
  const hidden = hiddenCommands(commands);
  for (const command of commands) {
    const first = command.words[0];
    const name = first?.value === null ? (VARIABLE.exec(first.raw)?.[1] ?? '') : '';
    if (first !== undefined && hidden.has(name))
      collector.leaveUnread(
        `command in $${name}`,
        first.reason ?? 'the shell computes it',
        `run the command itself, or give $${name} one literal value in the file`,
        first,
      );
    else scanCommand(command, collector, section, depth);
  }
}

const VARIABLE = /^"?\$\{?(\w{1,200})/;
const RUNS = /\b(?:docker|podman|nerdctl)\b[^\n]{0,200}\b(?:run|create|pull)\b/;

/** Variables that are given a container command as their text somewhere. */
function hiddenCommands(commands: ShellScript['commands']): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { assignments } of commands)
    for (const { name, raw } of assignments) if (RUNS.test(raw.slice(0, 20_000))) names.add(name);
  return names;
}

function scanCommand(command: ShellCommand, collector: Collector, section: string, depth: number): void {
  const { words } = command;
  const [first] = words;
  if (first === undefined) return;
  if (runsElsewhere(command)) {
    collector.leaveUnread(
      'container command on another host',
      `${first.raw.slice(0, 40)} runs it elsewhere, through another shell`,
      'keep the command in a script of its own, and check that',
      first,
    );
    return;
  }
  const script = nestedScript(words);
  if (script !== null) scanNested(script, collector, section, depth);
  else if (readsCommands(words)) scanHeredocs(command, collector, section, depth);
  else {
    leaveFiles(command, collector);
    if (!readOtherTool(words, section, collector)) readContainerCommand(words, section, collector);
  }
}

/** A script in a word: its places are exact where the word is one pair of single quotes, else those of the word. */
function scanNested(word: ShellWord, collector: Collector, section: string, depth: number): void {
  if (!MENTIONS_ENGINE.test(word.raw)) return;
  const { line, column, value, raw, reason } = word;
  if (value === null || depth >= MAX_NESTING) {
    const detail = `${raw.slice(0, 80)}: ${reason ?? 'scripts within scripts within scripts'}`;
    collector.leaveUnread('script in a word', detail, 'write the command out', word);
    return;
  }
  const exact = raw.slice(1, -1) === value;
  const origin: ShellOrigin = exact ? { line, column: column + 1 } : () => ({ line, column });
  scan(parseShell(value, origin, { unset: OUTER }), collector, section, depth + 1);
}

/** A manifest, or a Dockerfile, that a script writes or hands on. */
const HIDES_FILE = /^[ \t]*(?:- )?["']?image["']?:[ \t]*["']?[\w$.{}-]+[/:][^\s]|^FROM[ \t]+[\w$.{}-]+[/:]/m;

function leaveFiles({ heredocs }: ShellCommand, collector: Collector): void {
  for (const { body, line, column } of heredocs)
    if (HIDES_FILE.test(body))
      collector.leaveUnread(
        'file in a heredoc',
        'the script writes a file that names an image, which is not read',
        'keep that file beside the script instead of in it, and check it',
        { line, column },
      );
}

function scanHeredocs(
  { heredocs }: ShellCommand,
  collector: Collector,
  section: string,
  depth: number,
): void {
  for (const { body, line, column, quoted } of heredocs) {
    if (!MENTIONS_ENGINE.test(body)) continue;
    if (depth >= MAX_NESTING || (!quoted && body.includes('\\')))
      collector.leaveUnread(
        'script in a heredoc',
        'the shell around it changes it first',
        "quote the delimiter: <<'EOF'",
        {
          line,
          column,
        },
      );
    else scan(parseShell(body, { line, column }, { unset: OUTER }), collector, section, depth + 1);
  }
}
