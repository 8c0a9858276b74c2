import type { DraftWord, Part, Scope } from './draft.ts';
import type { Binding, Environment } from './environment.ts';

/** The value of a variable or a part: known, with what it rests on, or not, with the reason. */
export type Value =
  | { readonly text: string; readonly items: readonly string[] | null; readonly from: readonly string[] }
  | { readonly text: null; readonly reason: string };

export interface Use {
  readonly offset: number;
  readonly scope: Scope;
}

type Variable = Extract<Part, { kind: 'variable' }>;

/** Longer values are not followed: a few doublings would fill the memory. */
const MAX_VALUE = 100_000;
const MAX_FROM = 12;

const unknown = (reason: string): Value => ({ text: null, reason });
const known = (text: string, from: readonly string[] = []): Value => ({ text, items: null, from });

/** Looks variables up. A value is known where one unconditional assignment before the use gives it. */
export class Resolver {
  readonly #environment: Environment;
  readonly #lineOf: (offset: number) => number;
  readonly #values = new Map<Binding, Value>();
  /** Reasons of names that are assigned more than once. */
  readonly #several = new Map<string, string>();

  constructor(environment: Environment, lineOf: (offset: number) => number) {
    this.#environment = environment;
    this.#lineOf = lineOf;
    const ordered = [...environment.bindings].flatMap(([name, list]) =>
      list.map((binding) => ({ name, binding })),
    );
    ordered.sort((a, b) => a.binding.offset - b.binding.offset);
    // In the order of the text: a value rests only on earlier ones, so that no look-up goes deeper than one step.
    for (const { name, binding } of ordered) this.#values.set(binding, this.#valueOf(name, binding));
  }

  variable(part: Variable, use: Use): Value {
    const { name, operator, operand, raw } = part;
    if (/^[@*#?$!0-9-]/.test(name)) return this.#special(part, use);
    const set = this.#lookUp(name, use, operator === '[@]');
    if (isBare(operator)) return set ?? unknown(this.#environment.unset ?? notSet(name));
    if (set === null) return this.#unset(part, use);
    if (set.text === null) return set;
    // A colon makes an empty value count as none.
    const counts = set.text !== '' || !operator.startsWith(':');
    if (operator.endsWith('+')) return counts ? this.word(operand, use) : known('');
    return counts ? set : this.#default(raw, operand, use);
  }

  #unset({ name, operator, operand, raw }: Variable, use: Use): Value {
    const { unset } = this.#environment;
    if (unset !== null) return unknown(unset);
    if (operator?.endsWith('+') === true) return unknown(notSet(name));
    return this.#default(raw, operand, use);
  }

  /** The text of parts that are joined to one value, as in an assignment: nothing is split. */
  word(parts: readonly Part[], use: Use): Value {
    let text = '';
    const from: string[] = [];
    for (const part of parts) {
      const value = this.part(part, use);
      if (value.text === null) return value;
      text += value.text;
      if (text.length > MAX_VALUE) return unknown('the value is too long to be followed');
      for (const line of value.from) if (from.length < MAX_FROM) from.push(line);
    }
    return known(text, from);
  }

  part(part: Part, use: Use): Value {
    if (part.kind === 'text') return known(part.text);
    if (part.kind === 'computed') return unknown(part.reason);
    return this.variable(part, use);
  }

  #default(raw: string, operand: readonly Part[], use: Use): Value {
    const value = this.word(operand, use);
    if (value.text === null) return value;
    const line = `default of ${raw.slice(0, 80)} (line ${this.#lineOf(use.offset)})`;
    return known(value.text, [line, ...value.from].slice(0, MAX_FROM));
  }

  /** `$1`, `$@` and their kin. Outside a function, `${1:-x}` is x when the script is called without arguments. */
  #special(part: Variable, use: Use): Value {
    const { name, operator } = part;
    const inFunction = scopes(use.scope).some(({ kind }) => kind === 'function');
    const whose = inFunction ? 'the function' : 'the script';
    const isArgument = /^[1-9]/.test(name);
    if (
      isArgument &&
      (operator === ':-' || operator === '-') &&
      !inFunction &&
      this.#environment.unset === null
    )
      return this.#default(part.raw, part.operand, use);
    if (name === '@' || name === '*') return unknown(`$${name} stands for the arguments of ${whose}`);
    return unknown(
      isArgument ? `$${name} is an argument of ${whose}` : `$${name} is known only when it runs`,
    );
  }

  /** null when nothing in the text, nor what was given with it, sets the name. */
  #lookUp(name: string, use: Use, array: boolean): Value | null {
    const all = this.#environment.bindings.get(name) ?? [];
    // With more of them than this, one reaches the use for certain enough: its value is not told anyway.
    if (all.length <= 20 && !all.some((binding) => reaches(binding, use)))
      return this.#fromOutside(name, use);
    const [only] = all;
    if (all.length > 1 || only === undefined) return unknown(this.#whySeveral(name, all));
    const line = this.#lineOf(only.offset);
    if (only.reason !== null) return unknown(`$${name} ${only.reason} (line ${line})`);
    const hidden = this.#hidden(name, only, use);
    if (hidden !== null) return unknown(`${hidden} (line ${line})`);
    const value = this.#values.get(only) ?? unknown(`$${name} refers to itself`);
    if (value.text === null) return unknown(`$${name} is computed (line ${line}): ${value.reason}`);
    if (!array && value.items !== null) return unknown(`$${name} is an array`);
    return value;
  }

  /** Why the only assignment of a name does not tell its value at the use, or null when it does. */
  #hidden(name: string, only: Binding, use: Use): string | null {
    if (only.offset >= use.offset) return `$${name} is assigned after its use, in a loop or a function`;
    if (!scopes(use.scope).includes(only.scope))
      return `$${name} is assigned only under a condition, or elsewhere`;
    const barrier = this.#barrier(only.offset, use);
    return barrier === null ? null : `\`${barrier}\` may change $${name} after it is assigned`;
  }

  #fromOutside(name: string, use: Use): Value | null {
    const barrier = this.#barrier(-1, use);
    if (barrier !== null) return unknown(`\`${barrier}\` may set $${name}`);
    const given = this.#environment.given.get(name);
    if (given === undefined) return null;
    return given.value === null ? unknown(given.why) : known(given.value, [given.why]);
  }

  #barrier(after: number, use: Use): string | null {
    const { barriers } = this.#environment;
    // The last barrier before the use decides: if it stands before the assignment, so do all others.
    let low = 0;
    let high = barriers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((barriers[middle]?.offset ?? 0) < use.offset) low = middle + 1;
      else high = middle;
    }
    const barrier = barriers[low - 1];
    return barrier !== undefined && barrier.offset > after ? barrier.what : null;
  }

  #whySeveral(name: string, all: readonly Binding[]): string {
    const before = this.#several.get(name);
    if (before !== undefined) return before;
    const odd = all.find(({ reason }) => reason !== null);
    const lines = [...new Set(all.slice(0, 5).map(({ offset }) => this.#lineOf(offset)))].join(', ');
    const why =
      odd?.reason === undefined || odd.reason === null
        ? `$${name} is assigned more than once (lines ${lines}${all.length > 5 ? ' …' : ''})`
        : `$${name} ${odd.reason} (line ${this.#lineOf(odd.offset)})`;
    this.#several.set(name, why);
    return why;
  }

  #valueOf(name: string, binding: Binding): Value {
    const { offset, scope, value, items, reason, isDefault } = binding;
    const line = this.#lineOf(offset);
    if (reason !== null || value === null) return unknown(reason ?? 'unknown');
    const use: Use = { offset, scope };
    if (items !== null) return this.#array(items, use, `${name}=(…) (line ${line})`);
    const read = this.word(value.parts, use);
    if (read.text === null) return read;
    if (isDefault && this.#environment.unset !== null) return unknown(this.#environment.unset);
    const shown = `${name}=${read.text.slice(0, 200)} (line ${line})`;
    return known(read.text, [isDefault ? `default ${shown}` : shown, ...read.from].slice(0, MAX_FROM));
  }

  #array(items: readonly DraftWord[], use: Use, from: string): Value {
    const texts: string[] = [];
    for (const item of items) {
      const value = this.word(item.parts, use);
      if (value.text === null) return value;
      if (item.parts.some((part) => part.kind === 'variable' && !part.quoted))
        return unknown('an array with words that the shell splits');
      texts.push(value.text);
    }
    return { text: texts.join(' '), items: texts, from: [from] };
  }
}

/** No word stands behind the name that could take its place. */
function isBare(operator: string | null): operator is null {
  return operator === null || operator === '[@]' || operator.endsWith('?');
}

const OF_THE_PROCESS = new Set('HOME PWD OLDPWD USER UID HOSTNAME RANDOM PATH LOGNAME'.split(' '));

function notSet(name: string): string {
  return OF_THE_PROCESS.has(name)
    ? `$${name} is known only when it runs`
    : `$${name} is not set in this file`;
}

/** May the assignment have run before the use? In a loop or a function, also one that stands behind it. */
function reaches(binding: Binding, use: Use): boolean {
  if (binding.offset < use.offset) return true;
  // A function may be called from anywhere after the whole text was read.
  return scopes(use.scope).some(
    (scope) => scope.kind === 'function' || (scope.kind === 'loop' && scopes(binding.scope).includes(scope)),
  );
}

function scopes(scope: Scope): readonly Scope[] {
  const out: Scope[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.parent) out.push(at);
  return out;
}
