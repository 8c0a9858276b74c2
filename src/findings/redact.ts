import type { MessageData } from './outcome.ts';
import { cutProgramWords } from './redact-programs.ts';
import { cutSecrets, isTelling } from './redact-text.ts';
import { CUT, redactedAs, secretIn } from './secret-words.ts';

/** `NAME=value` and `--name=value` as one word of a command. */
const ASSIGNMENT = /^(-{0,2}[A-Za-z_][A-Za-z0-9_.-]{0,100}=)([^]+)$/;
/** A flag whose value is the next word. */
const FLAG = /^--?[A-Za-z][A-Za-z0-9_.-]{0,100}$/;
/** The word after it is a script. */
const RUNS_SCRIPT = /^-[a-z]{0,4}c$/;

/** Fields that hold sentences of ours. */
const PROSE: ReadonlySet<string> = new Set(['detail', 'why', 'what', 'advice', 'message', 'expected']);
/** Names of files, by which waivers and places are found again. */
const KEPT: ReadonlySet<string> = new Set(['path']);
/** Deeper than any fact is. */
const DEEPEST = 100;
/** Longest text, in UTF-16 units, that is looked through as JSON. */
const LONGEST_JSON = 1 << 20;

/**
 * A copy of plain data without the secrets in it: values of variables, words of commands, credentials in texts, in JSON
 * inside of texts too. What is left in their place says of which kind they were, which is all that the rules on secrets
 * need. Redacting twice is redacting once.
 */
export function redact(value: unknown): unknown {
  return redactAt(value, 0);
}

function redactAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return CUT;
  if (Array.isArray(value)) return redactList(value, depth + 1);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const name = entries.find(([key]) => key === 'name')?.[1];
  return Object.fromEntries(
    entries.map(([key, entry]) => [
      key,
      redactField(key === 'value' && typeof name === 'string' ? name : key, entry, depth + 1),
    ]),
  );
}

function redactField(name: string, value: unknown, depth: number): unknown {
  if (typeof value !== 'string') return redactAt(value, depth);
  if (KEPT.has(name)) return value;
  if (PROSE.has(name)) return redactSentence(value);
  const kind = secretIn(name, value);
  if (kind !== null) return redactedAs(kind);
  return isTelling(name, value) ? CUT : redactText(value, depth);
}

function redactList(list: readonly unknown[], depth: number): readonly unknown[] {
  const clean = list.map((word, index) =>
    typeof word === 'string' ? redactWord(word, list[index - 1], depth) : redactAt(word, depth),
  );
  return clean.every((word) => typeof word === 'string') ? cutProgramWords(clean) : clean;
}

function redactWord(word: string, before: unknown, depth: number): string {
  if (typeof before === 'string') {
    if (RUNS_SCRIPT.test(before)) return redactText(word, depth);
    const flag = FLAG.test(before) ? before.replace(/^-+/, '') : '';
    if (flag !== '' && !word.startsWith('-') && isTelling(flag, word))
      return redactedAs(secretIn(flag, word) ?? 'by its name');
  }
  // A word is a value to its end, blanks included.
  const [, name, value] = ASSIGNMENT.exec(word) ?? [];
  if (name === undefined || value === undefined || !isTelling(name.replace(/^-+|=$/g, ''), value))
    return redactText(word, depth);
  return `${name}${redactedAs('by its name')}`;
}

/** A sentence of ours that may quote a file. */
export const redactSentence = remembering((text) => cutSecrets(text, true));
/** A name, which may have been cut from a file. */
export const redactName = remembering((text) => cutSecrets(text));

type MessageValue = NonNullable<MessageData[string]>;

/** What a message is filled with; the same object where it holds nothing to hide, as nearly all do. */
export function redactValues(data: MessageData): MessageData {
  let clean: Record<string, MessageValue> | null = null;
  for (const [key, value] of Object.entries(data)) {
    const redacted = redactValue(value);
    if (redacted === value) continue;
    clean ??= { ...data };
    clean[key] = redacted;
  }
  return clean ?? data;
}

function redactValue(value: MessageValue): MessageValue {
  if (typeof value === 'string') return redactText(value, 0);
  if (typeof value !== 'object') return value;
  const clean = value.map(redactName);
  return clean.some((text, index) => text !== value[index]) ? clean : value;
}

/** The same names and sentences come back thousands of times in a run. */
function remembering(cut: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > 500) return cut(text);
    let clean = known.get(text);
    if (clean === undefined) {
      clean = cut(text);
      if (known.size >= 1000) known.clear();
      known.set(text, clean);
    }
    return clean;
  };
}

function redactText(text: string, depth: number): string {
  return redactJson(text, depth) ?? cutSecrets(text);
}

/** `kubectl.kubernetes.io/last-applied-configuration` holds a whole object. Null for a text that is no JSON, or holds nothing to hide. */
function redactJson(text: string, depth: number): string | null {
  if (text.length > LONGEST_JSON || !/^\s{0,20}[[{]/.test(text)) return null;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  try {
    const clean = JSON.stringify(redactAt(data, depth + 1));
    return clean === JSON.stringify(data) ? null : cutSecrets(clean);
  } catch {
    // Nested too deep to be walked: nobody can tell what it holds.
    return CUT;
  }
}
