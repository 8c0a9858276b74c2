import { join } from 'node:path';
import { readTextIfThere } from '../../adapters/files/text.ts';
import { commandOf } from './command-of.ts';
import { nearestNames } from './did-you-mean.ts';
import { packageRoot } from '../package-root.ts';

/** What oclif's manifest says of our commands: id (`policy:init`) → flags. */
interface Manifest {
  readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, FlagEntry>> }>>;
}

interface FlagEntry {
  readonly options?: readonly string[];
}

/** What a complaint is about: the command that the call begins with, and what it takes. */
interface Call {
  readonly ids: readonly string[];
  readonly flags: Readonly<Record<string, FlagEntry>>;
  /** As one types it: `paddle-verify policy init`. */
  readonly named: string;
}

type Answer = (parts: readonly string[], call: Call, message: string) => readonly string[];

/** The parser's messages, and how we say it instead: what was written, and what was probably meant. */
const ANSWERS: readonly (readonly [pattern: RegExp, answer: Answer])[] = [
  [/^command (.+) not found$/, ([written = ''], { ids }) => unknownCommand(written, ids)],
  [
    /^Nonexistent flags?: (.+)$/,
    ([written = ''], { flags, named }) => unknownFlags(written.split(', '), Object.keys(flags), named),
  ],
  [
    /^Expected --([\w-]+)=(.*) to be one of: .+$/,
    ([flag = '', value = ''], call) => unknownValue(flag, value, call),
  ],
  [/^Unexpected arguments?: (.+)$/, ([written = ''], { named }) => extraArguments(written, named)],
  [/^Missing \d+ required args?:$/, (_, { named }, message) => missingArguments(message, named)],
];

/** An error of the argument parser in our own words. */
export function misspelt(argv: readonly string[], message: string): readonly string[] {
  const { commands } = manifest();
  const ids = Object.keys(commands);
  const id = commandOf(argv, ids)?.id ?? null;
  const named = id === null ? 'paddle-verify' : `paddle-verify ${id.replaceAll(':', ' ')}`;
  const call: Call = { ids, named, flags: id === null ? {} : (commands[id]?.flags ?? {}) };
  const first = message.split('\n', 1)[0] ?? '';
  for (const [pattern, answer] of ANSWERS) {
    const parts = pattern.exec(first)?.slice(1);
    if (parts !== undefined) return answer(parts, call, message);
  }
  return [message.replace(/\nSee more help with --help$/, ''), `see ${named} --help`];
}

/** `policy lnit`, `polisy`, `chek .`: the words from the first one on that come nearest to a command. */
function unknownCommand(written: string, ids: readonly string[]): readonly string[] {
  const spoken = ids.map((id) => id.replaceAll(':', ' '));
  const words = written.replaceAll(':', ' ').split(' ');
  const whole = spoken.find((id) => words.slice(0, id.split(' ').length).join(' ') === id);
  if (whole !== undefined) {
    return extraArguments(words.slice(whole.split(' ').length).join(' '), `paddle-verify ${whole}`);
  }
  const topics = [...new Set(spoken.flatMap((id) => (id.includes(' ') ? id.split(' ', 1) : [])))];
  const near = [words.slice(0, 2), words.slice(0, 1)]
    .map((some) => nearestNames(some.join(' '), [...spoken, ...topics]))
    .find((names) => names.length > 0);
  return [
    `there is no command "${shown(words.join(' '))}"`,
    ...(near === undefined ? [] : [`did you mean ${near.map((id) => `paddle-verify ${id}`).join(', or ')}?`]),
    `commands: ${spoken.join(', ')}`,
  ];
}

function extraArguments(written: string, named: string): readonly string[] {
  return [
    `${named.replace('paddle-verify ', '')} takes no argument "${shown(written)}"`,
    `see ${named} --help`,
  ];
}

/** The parser lists each missing argument on a line of its own, then a note about flags. */
function missingArguments(message: string, named: string): readonly string[] {
  const listed = message.split('\n').slice(1);
  const end = listed.findIndex((line) => line.trim() === '' || line.startsWith('See more'));
  const needed = listed.slice(0, end < 0 ? listed.length : end).map((line) => {
    const [name = '', ...words] = line.trim().split(/\s+/);
    return `${name.toUpperCase()}: ${words.join(' ')}`;
  });
  return [`${named.replace('paddle-verify ', '')} needs ${needed.join('; ')}`, `see ${named} --help`];
}

function unknownFlags(
  written: readonly string[],
  known: readonly string[],
  named: string,
): readonly string[] {
  return [
    ...written.map((flag) => {
      const [near] = nearestNames(flag.replace(/^-+/, '').replace(/=.*$/s, ''), known, 1);
      const meant = near === undefined ? '' : `; did you mean --${near}?`;
      return `there is no flag ${shown(flag)}${meant}`;
    }),
    `see ${named} --help`,
  ];
}

function unknownValue(flag: string, value: string, { flags, named }: Call): readonly string[] {
  const options = flags[flag]?.options ?? [];
  const [near] = nearestNames(value, options, 1);
  return [
    `--${flag} cannot be "${shown(value)}"${near === undefined ? '' : `; did you mean ${near}?`}`,
    `expected: one of ${options.join(', ')}`,
    `see ${named} --help`,
  ];
}

function manifest(): Manifest {
  const text = readTextIfThere(join(packageRoot().folder, 'oclif.manifest.json'));
  // Written by our own build.
  return text === null ? { commands: {} } : (JSON.parse(text) as Manifest);
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
