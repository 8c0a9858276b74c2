import { redactedAs, secretIn, withoutCredentials } from '../checks/dockerfile/secret-words.ts';

/** `NAME=value` and `--name=value` as one word of a command. */
const ASSIGNMENT = /^(-{0,2}[A-Za-z_][A-Za-z0-9_-]{0,100})=([^]+)$/;
/** A flag whose value is the next word. */
const FLAG = /^--?[A-Za-z][A-Za-z0-9_-]{0,100}$/;

/**
 * A copy of evidence without the secrets in it: values of variables, words of commands, credentials in URLs. What is left in
 * their place says of which kind they were, which is all that the rules on secrets need.
 */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return redactList(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const name = entries.find(([key]) => key === 'name')?.[1];
  return Object.fromEntries(
    entries.map(([key, entry]) => [
      key,
      redactNamed(key === 'value' && typeof name === 'string' ? name : key, entry),
    ]),
  );
}

function redactNamed(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return redact(value);
  const kind = secretIn(name, value);
  return kind === null ? redactText(value) : redactedAs(kind);
}

function redactList(list: readonly unknown[]): readonly unknown[] {
  return list.map((word, index) => {
    const flag: unknown = list[index - 1];
    const named = typeof word === 'string' && typeof flag === 'string' && FLAG.test(flag);
    return named ? redactNamed(flag.replace(/^-+/, ''), word) : redact(word);
  });
}

function redactText(text: string): string {
  const [, name, value] = ASSIGNMENT.exec(text) ?? [];
  if (name === undefined || value === undefined) return withoutCredentials(text);
  const kind = secretIn(name.replace(/^-+/, ''), value);
  return kind === null ? withoutCredentials(text) : `${name}=${redactedAs(kind)}`;
}
