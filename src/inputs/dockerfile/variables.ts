import { expandWord } from '../../syntax/dockerfile/expand.ts';
import type { Instruction, Pair } from '../../syntax/dockerfile/instruction.ts';

/** An ARG or ENV that is in scope. */
export interface KnownVariable {
  /** Null when its value cannot be told. */
  readonly value: string | null;
  /** Where the value comes from (`ARG TAG=2.6.1 (line 1)`), or why it cannot be told. */
  readonly why: string;
  /** What the value rests on in its turn. */
  readonly from: readonly string[];
  /** ARGs without a default that stand in the way of the value. */
  readonly missing: readonly string[];
  /** An ARG that has no default and was not given: to BuildKit it is not set. */
  readonly unset?: boolean;
}

export type Variables = Map<string, KnownVariable>;

/** Set by BuildKit itself, after the machine and the options of the build. */
const PREDEFINED: readonly string[] = [
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
];

type Escape = '\\' | '`';
type BuildArgs = Readonly<Record<string, string>>;

/** Build arguments are data of a call: a name such as `constructor` is none of ours. */
export const buildArg = (given: BuildArgs, name: string): string | null =>
  Object.hasOwn(given, name) ? (given[name] ?? null) : null;

const given = (name: string, value: string): KnownVariable => ({
  value,
  why: `--build-arg ${name}=${value}`,
  from: [],
  missing: [],
});

const SET_BY_BUILD: ReadonlyMap<string, KnownVariable> = new Map(
  PREDEFINED.map((name) => [
    name,
    { value: null, why: `${name} is set by the build`, from: [], missing: [name] },
  ]),
);

/** What is in scope before the first line. */
export function predefined(buildArgs: BuildArgs): Variables {
  const variables: Variables = new Map(SET_BY_BUILD);
  for (const name of Object.keys(buildArgs))
    if (SET_BY_BUILD.has(name)) variables.set(name, given(name, buildArg(buildArgs, name) ?? ''));
  return variables;
}

export interface Resolved {
  readonly value: string | null;
  /** Why it is null, in words. */
  readonly reason: string | null;
  /** Assignments that it rests on, outermost first. */
  readonly from: readonly string[];
  /** ARGs that have to be given for it to be known. */
  readonly missing: readonly string[];
}

const MOST_FROM = 12;
const NONE: readonly string[] = [];
/** Nothing in it that is expanded, whatever the escape character. */
const isPlainWord = (text: string): boolean => !/[$"'\\`]/.test(text);

/** Expands a word; whatever rests on a name without a value is null, with the reason. */
export function resolve(
  text: string,
  escape: Escape,
  variables: ReadonlyMap<string, KnownVariable>,
  elsewhere: string | null,
): Resolved {
  if (isPlainWord(text)) return { value: text, reason: null, from: NONE, missing: NONE };
  const unknown: KnownVariable = { value: null, why: elsewhere ?? '', from: [], missing: [] };
  const look = (name: string) => variables.get(name) ?? (elsewhere === null ? null : unknown);
  const expansion = expandWord(text, escape, (name) => {
    const variable = look(name);
    return variable?.unset === true && elsewhere === null ? null : variable;
  });
  const from: string[] = [];
  for (const name of expansion.used) {
    const variable = variables.get(name);
    if (variable !== undefined && from.length < MOST_FROM) from.push(variable.why, ...variable.from);
  }
  const open = [...expansion.unset, ...expansion.unknown];
  const missing = [...new Set(open.flatMap((name) => missingOf(name, variables)))];
  if (expansion.error !== null && open.length === 0)
    return { value: null, reason: expansion.error, from, missing };
  if (open.length === 0) return { value: expansion.value, reason: null, from, missing };
  const reason = open.map((name) => reasonOf(name, look(name))).join('; ');
  return { value: null, reason, from, missing };
}

function missingOf(name: string, variables: ReadonlyMap<string, KnownVariable>): readonly string[] {
  const variable = variables.get(name);
  return variable === undefined ? [name] : variable.missing;
}

function reasonOf(name: string, variable: KnownVariable | null): string {
  if (variable === null) return `${name} is not set before this line`;
  return variable.why === '' || variable.why.includes(name) ? variable.why : `${name}: ${variable.why}`;
}

const excerpt = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Takes an ARG into a scope. `outer` holds the ARGs before the first FROM, which a stage sees when it names them. */
export function declareArgument(
  variables: Variables,
  { name, value }: Pair,
  options: {
    readonly escape: Escape;
    readonly buildArgs: BuildArgs;
    readonly outer: ReadonlyMap<string, KnownVariable> | null;
    /** Why a name that is set nowhere may still have a value, or null. */
    readonly elsewhere: string | null;
  },
): void {
  const key = name.text;
  const override = buildArg(options.buildArgs, key);
  if (override !== null) {
    variables.set(key, given(key, override));
    return;
  }
  if (value !== null) {
    const { escape, elsewhere } = options;
    variables.set(key, assigned('ARG', { name, value }, resolve(value.text, escape, variables, elsewhere)));
    return;
  }
  const inherited = options.outer?.get(key);
  if (inherited !== undefined) variables.set(key, inherited);
  else if (options.outer !== null || !variables.has(key)) variables.set(key, withoutValue(name));
}

const withoutValue = ({ text, line }: Pair['name']): KnownVariable => ({
  value: null,
  why: `ARG ${excerpt(text)} (line ${line}) has no default`,
  from: [],
  missing: [text],
  unset: true,
});

function assigned(keyword: 'ARG' | 'ENV', { name, value }: Pair, resolved: Resolved): KnownVariable {
  const why = `${keyword} ${excerpt(name.text)}=${excerpt(value?.text ?? '')} (line ${name.line})`;
  const { from, missing, reason } = resolved;
  return { value: resolved.value, why: resolved.value === null ? (reason ?? why) : why, from, missing };
}

/** Takes an ENV into a stage's scope. All its values see the scope as it was before the instruction. */
export function setEnvironment(
  variables: Variables,
  { pairs }: Instruction,
  escape: Escape,
  elsewhere: string | null,
): readonly { readonly pair: Pair; readonly name: string; readonly resolved: Resolved }[] {
  const set = pairs.flatMap((pair) => {
    const name = resolve(pair.name.text, escape, variables, elsewhere).value;
    if (name === null) return [];
    return [{ pair, name, resolved: resolve(pair.value?.text ?? '', escape, variables, elsewhere) }];
  });
  for (const { pair, name, resolved } of set) variables.set(name, assigned('ENV', pair, resolved));
  return set;
}
