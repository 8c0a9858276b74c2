import type { ContainerContext } from '../../facts/container.ts';
import type { Gap } from '../../facts/evidence.ts';
import type { ShellWord } from '../../syntax/shell/types.ts';
import { startsServer } from '../dockerfile/servers.ts';
import { noteBuilt, writtenName } from './built-here.ts';
import type { Collector } from './collector.ts';
import { containerSubject } from './container.ts';
import type { EngineCommand } from './find-command.ts';
import { findEngineCommand } from './find-command.ts';
import { PULL_FLAGS, RUN_FLAGS } from './flag-table.ts';
import { parseFlags, type Flag, type ParsedFlags } from './flags.ts';
import { readImage, type ImageWord } from './image.ts';
import { portsOf, publishes } from './ports.ts';
import { Settings } from './settings.ts';
import { workloadSubject } from './workload.ts';

/**
 * Reads one simple command. When it runs, creates or pulls a container image with docker, podman or nerdctl, its subjects
 * are added. Building, tagging and pushing name images that are made, and are left alone.
 *
 * @param section where in the file, for the ids of subjects: `job/test/`, or the empty string.
 */
export function readContainerCommand(
  words: readonly ShellWord[],
  section: string,
  collector: Collector,
): void {
  noteBuilt(words, section, collector);
  const command = findEngineCommand(words);
  if (
    command === null ||
    !collector.once(command.word, words.map(({ value, raw }) => value ?? raw).join('\0'))
  )
    return;
  if (command.action === null)
    collector.leaveUnread(
      `${command.engine} command`,
      'the shell computes which subcommand it runs',
      'write the subcommand out',
      command.word,
    );
  else if (command.action === 'pull') readPull(command, section, collector);
  else readRun(command, section, collector);
}

function readPull({ word, words }: EngineCommand, section: string, collector: Collector): void {
  const { flags, rest, unknown } = parseFlags(words, PULL_FLAGS);
  const platform = textOf(flags, 'platform');
  for (const image of positional(rest, word, unknown)) {
    const id = collector.unique(`${section}docker-pull/${nameOf(image)}`);
    const request = { id, word: image, role: 'pull', platform, pullPolicy: 'Always' } as const;
    collector.subjects.push(readImage(request, collector).subject);
  }
}

/** Words that are images; behind unknown flags none of them is certain to be one. */
function positional(
  rest: readonly ShellWord[],
  word: ShellWord,
  unknown: string | null,
): readonly ImageWord[] {
  if (unknown === null) return rest.filter(({ value }) => value === null || !value.startsWith('-'));
  const [first = word] = rest;
  return [{ ...first, value: null, reason: `flags before it are not known (${unknown})` }];
}

function textOf(flags: readonly Flag[], name: string): string | null {
  return new Settings(flags).text(name, name);
}

/** What a person would call the image, or the container, in an id: no path through the file depends on it. */
function nameOf({ value, raw }: Pick<ImageWord, 'value' | 'raw'>): string {
  return (value ?? raw).slice(0, 120);
}

const POLICIES: Readonly<Record<string, string>> = {
  always: 'Always', missing: 'IfNotPresent', ifnotpresent: 'IfNotPresent', never: 'Never', newer: 'Always',
}; // prettier-ignore

function readRun(command: EngineCommand, section: string, collector: Collector): void {
  const parsed = parseFlags(command.words, RUN_FLAGS);
  const { flags, rest, unknown } = parsed;
  if (rest.length === 0 && unknown === null) return;
  const [word] = positional(rest.slice(0, 1), command.word, unknown);
  if (word === undefined) return;
  const pull = textOf(flags, 'pull')?.toLowerCase() ?? '';
  const pullPolicy = Object.hasOwn(POLICIES, pull) ? (POLICIES[pull] ?? null) : null;
  const name = textOf(flags, 'name') ?? nameOf(word);
  const id = collector.unique(`${section}docker-${command.action ?? 'run'}/${name.slice(0, 120)}`);
  const platform = textOf(flags, 'platform');
  const role = roleOf(word, pullPolicy, section, collector);
  const image = readImage({ id: `${id}/image`, word, role, platform, pullPolicy }, collector);
  const origin = image.reference === null ? null : collector.context.originOf(image.reference);
  const context = contextOf(parsed, name.slice(0, 120), command);
  const gaps = contextGaps(parsed, context);
  const { nvidia } = command;
  collector.subjects.push(
    workloadSubject({ id, flags, context, gaps, image, origin }, collector),
    containerSubject(
      {
        id: `${id}/container`,
        name: `${context.workloadKind} ${context.workloadName}`,
        flags, unknown, nvidia, context, contextGaps: gaps, image, origin, pullPolicy,
      }, // prettier-ignore
      collector,
    ),
    image.subject,
  );
}

/** What the same job or script has built before is not pulled, unless that is asked for. */
function roleOf(
  word: ImageWord,
  pullPolicy: string | null,
  section: string,
  collector: Collector,
): 'build' | 'run' {
  return pullPolicy !== 'Always' && collector.isMade(section, writtenName(word)) ? 'build' : 'run';
}

function contextOf(
  { flags, rest }: ParsedFlags,
  name: string,
  { engine, action }: EngineCommand,
): ContainerContext {
  const entrypoint = flags.findLast((flag) => flag.name === 'entrypoint')?.value;
  const head = entrypoint == null ? [] : [entrypoint.value ?? entrypoint.raw];
  const command = [...head, ...rest.slice(1).map(({ value, raw }) => value ?? raw)].filter(
    (text) => text !== '',
  );
  const serving = publishes(flags) || startsServer(command);
  const detached = flags.findLast((flag) => flag.name === 'detach');
  const restart = textOf(flags, 'restart') ?? 'no';
  const stays = (detached !== undefined && detached.value?.value !== 'false') || restart !== 'no';
  return {
    engine: 'docker-run',
    phase: 'main',
    workloadKind: `${engine.replace(/^nvidia-docker2?$/, 'docker')} ${action ?? 'run'}`,
    workloadName: name,
    serving,
    runsToCompletion: !serving && !stays,
    command,
    ports: portsOf(flags),
  };
}

/** The command line is computed in part: then a server may hide there. */
function contextGaps({ rest, unknown }: ParsedFlags, { serving }: ContainerContext): readonly Gap[] {
  const words = rest.slice(1);
  const computed = words.find((word, index) => word.value === null && !isSetting(word, words[index - 1]));
  const why =
    unknown ?? (computed === undefined ? null : `${computed.raw.slice(0, 80)}: ${computed.reason ?? ''}`);
  if (serving || why === null) return [];
  return [{ what: 'command', why, advice: 'write the command out' }];
}

/** The value of an option (`--topic $TOPIC`, `-o Global.save_dir=$OUT`): it changes how a program runs, not which. */
function isSetting({ pieces }: ShellWord, before: ShellWord | undefined): boolean {
  if (pieces[0]?.text?.includes('=') === true) return true;
  const option = before?.value ?? '';
  return /^--?[A-Za-z][\w.-]*$/.test(option) && option !== '-m' && option !== '-c';
}
