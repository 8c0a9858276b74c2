import type { ShellWord } from '../../syntax/shell/types.ts';
import type { FlagTable } from './flag-table.ts';
import { behind, type Operand } from './operand.ts';

export interface Flag {
  /** Long name without dashes. */
  readonly name: string;
  /** null for a switch without `=…`. */
  readonly value: Operand | null;
  readonly line: number;
  readonly column: number;
}

export interface ParsedFlags {
  readonly flags: readonly Flag[];
  /** The words from the first one that is no flag. */
  readonly rest: readonly ShellWord[];
  /** Why flags may be missing here, or null when all are known. Then the first word of `rest` is a guess. */
  readonly unknown: string | null;
}

/** A variable whose name says that it holds an image. */
const NAMES_IMAGE = /ima?ge?|container|repo/i;

/** Reads the flags before the first positional word, as pflag does without interspersed arguments. */
export function parseFlags(words: readonly ShellWord[], table: FlagTable): ParsedFlags {
  const flags: Flag[] = [];
  let unknown: string | null = null;
  let index = 0;
  for (let word = words[index]; word !== undefined; word = words[index]) {
    if (word.value === '--') return { flags, rest: words.slice(index + 1), unknown };
    const taken = takeFlag(word, words[index + 1], table, flags);
    if (taken === null) break;
    unknown ??= taken.unknown;
    index += taken.words;
  }
  return { flags, rest: words.slice(index), unknown };
}

/** One word with flags, and its value; null when it is none. */
function takeFlag(
  word: ShellWord,
  next: ShellWord | undefined,
  table: FlagTable,
  flags: Flag[],
): Taken | null {
  const text = word.value ?? word.pieces[0]?.text ?? null;
  if (text === null) return mayBeFlags(word, next) ? { words: 1, unknown: whyComputed(word) } : null;
  if (!text.startsWith('-') || text === '-') return null;
  return (text.startsWith('--') ? longFlag : shortFlags)(word, text, next, table, flags);
}

function whyComputed({ raw, reason }: ShellWord): string {
  return `${raw.slice(0, 80)}: ${reason ?? 'it is computed'}`;
}

/** A word that is all computed: the image, or flags? What stands behind it, and its name, tell. */
function mayBeFlags(word: ShellWord, next: ShellWord | undefined): boolean {
  if (NAMES_IMAGE.test(word.raw)) return false;
  if (next === undefined) return word.many && /[@*]/.test(word.raw);
  const text = next.value ?? next.pieces[0]?.text ?? null;
  return word.many || (text?.startsWith('-') ?? false);
}

interface Taken {
  readonly words: number;
  readonly unknown: string | null;
}

const ONE: Taken = { words: 1, unknown: null };

function longFlag(
  word: ShellWord,
  text: string,
  next: ShellWord | undefined,
  table: FlagTable,
  flags: Flag[],
): Taken {
  const { line, column } = word;
  const equals = text.indexOf('=');
  const name = text.slice(2, equals < 0 ? undefined : equals);
  const form = table.long.get(name);
  if (equals >= 0) {
    // An unknown flag with its value behind `=` hides nothing that follows.
    flags.push({ name, value: behind(word, equals + 1), line, column });
    return ONE;
  }
  if (word.value === null) return { words: 1, unknown: whyComputed(word) };
  if (form === undefined) return { words: 1, unknown: `the flag --${name.slice(0, 80)} is not known` };
  if (form === 'switch') {
    flags.push({ name, value: null, line, column });
    return ONE;
  }
  return valueOf(next, { name, line, column }, flags);
}

/** `-itd`, `-v/a:/b`, `-p=80:80`: letters up to the first that takes a value. */
function shortFlags(
  word: ShellWord,
  text: string,
  next: ShellWord | undefined,
  table: FlagTable,
  flags: Flag[],
): Taken {
  const { line, column } = word;
  for (let i = 1; i < text.length; i++) {
    const name = table.short.get(text.charAt(i));
    if (name === undefined) return { words: 1, unknown: `the flag ${text.slice(0, 80)} is not known` };
    const last = i === text.length - 1;
    const equals = text.charAt(i + 1) === '=';
    if (table.long.get(name) === 'value') {
      if (last && word.value !== null) return valueOf(next, { name, line, column }, flags);
      flags.push({ name, value: behind(word, equals ? i + 2 : i + 1), line, column });
      return ONE;
    }
    flags.push({ name, value: equals ? behind(word, i + 2) : null, line, column });
    if (equals) return ONE;
  }
  return word.value === null ? { words: 1, unknown: whyComputed(word) } : ONE;
}

function valueOf(next: ShellWord | undefined, flag: Omit<Flag, 'value'>, flags: Flag[]): Taken {
  if (next === undefined) return { words: 1, unknown: `the flag --${flag.name} has no value` };
  flags.push({ ...flag, value: next });
  // `-v $MOUNTS`: unquoted, it may be more than the one value.
  const more = next.many && /[@*]/.test(next.raw);
  return { words: 2, unknown: more ? whyComputed(next) : null };
}
