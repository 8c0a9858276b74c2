import type { DraftWord, Part } from './draft.ts';
import type { ShellPiece } from './types.ts';
import { known, unknown, type Value } from './value.ts';
import type { Binding, Environment } from './environment.ts';
import { reaches, scopes, useOf, type Use, type Variable } from './reach.ts';

/** Longer values are not followed: a few doublings would fill the memory. */
const MAX_VALUE = 100_000;
/** Nor those that are put together of more parts that are not known. */
const MAX_PIECES = 200;
export const MAX_FROM = 12;
const MAX_REASON = 120;

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
    const { name, operator, raw } = part;
    if (/^[@*#?$!0-9-]/.test(name)) return this.#special(part, use);
    const set = this.#lookUp(part, use);
    if (isBare(operator))
      return set ?? unknown(this.#environment.unset ?? notSet(name), raw, part.operator === '[@]');
    if (set === null) return this.#unset(part, use);
    if (set.text === null) return set;
    // A colon makes an empty value count as none.
    const counts = set.text !== '' || !operator.startsWith(':');
    if (operator.endsWith('+')) return counts ? this.#operand(part, use) : known('');
    return counts ? set : this.#default(part, use);
  }

  #unset(part: Variable, use: Use): Value {
    const { name, operator, raw } = part;
    const { unset } = this.#environment;
    if (unset !== null) return unknown(unset, raw);
    if (operator?.endsWith('+') === true) return unknown(notSet(name), raw);
    return this.#default(part, use);
  }

  /** Parts that are joined to one value, as in an assignment: nothing is split. */
  word(parts: readonly Part[], use: Use): Value {
    let text = '';
    let reason: string | null = null;
    let many = false;
    const pieces: ShellPiece[] = [];
    const from: string[] = [];
    for (const part of parts) {
      const value = this.part(part, use);
      reason ??= value.reason;
      many ||= value.many;
      text += value.text ?? '';
      pieces.push(...value.pieces);
      if (text.length > MAX_VALUE || pieces.length > MAX_PIECES)
        return unknown('the value is too long to be followed', '…');
      for (const line of value.from) if (from.length < MAX_FROM) from.push(line);
    }
    if (reason === null) return known(text, from);
    return { text: null, pieces, reason, from, items: null, many };
  }

  part(part: Part, use: Use): Value {
    if (part.kind === 'text') return known(part.text);
    if (part.kind === 'filled') return known(part.text, [part.from]);
    if (part.kind === 'computed') return unknown(part.reason, part.raw, part.many);
    return this.variable(part, use);
  }

  #default(part: Variable, use: Use): Value {
    const value = this.#operand(part, use);
    const line = `default of ${part.raw.slice(0, 80)} (line ${this.#lineOf(use.offset)})`;
    return { ...value, from: [line, ...value.from].slice(0, MAX_FROM) };
  }

  /** The word behind the operator. Its own quotes keep it from being split, but not once it has been assigned (`:=`). */
  #operand({ operand, operator, raw }: Variable, use: Use): Value {
    const value = this.word(operand, use);
    const quoting = operator?.endsWith('=') === true ? 'none' : quotingOf(operand);
    if (quoting !== 'some') return { ...value, whole: quoting === 'all' };
    // `${NAME:-a "b c"}` is split in part.
    return /^\S+$/.test(value.text ?? '')
      ? value
      : unknown(value.reason ?? 'the shell splits it into words', raw, true);
  }

  /** `$1`, `$@` and their kin. Outside a function, `${1:-x}` is x when the script is called without arguments. */
  #special(part: Variable, use: Use): Value {
    const { name, operator, raw } = part;
    const inFunction = scopes(use.scope).some(({ kind }) => kind === 'function');
    const whose = inFunction ? 'the function' : 'the script';
    if (name === '@' || name === '*')
      return unknown(`$${name} stands for the arguments of ${whose}`, raw, name === '@');
    if (!/^[1-9]/.test(name)) return unknown(`$${name} is known only when it runs`, raw);
    const hasDefault = operator === ':-' || operator === '-';
    if (hasDefault && !inFunction && this.#environment.unset === null) return this.#default(part, use);
    return unknown(`$${name} is an argument of ${whose}`, raw);
  }

  /** null when nothing in the text, nor what was given with it, sets the name. */
  #lookUp(part: Variable, use: Use): Value | null {
    const { name, operator, raw } = part;
    const all = this.#environment.bindings.get(name) ?? [];
    // With more of them than this, one reaches the use for certain enough: its value is not told anyway.
    if (all.length <= 20 && !all.some((binding) => reaches(binding, useOf(binding, part, use))))
      return this.#fromOutside(name, raw, use);
    const [only] = all;
    const array = operator === '[@]';
    if (all.length > 1 || only === undefined) return unknown(this.#whySeveral(name, all), raw, array);
    const hidden = this.#hidden(name, only, useOf(only, part, use));
    const line = this.#lineOf(only.offset);
    if (hidden !== null) return unknown(`${hidden} (line ${line})`, raw, array);
    const value = this.#values.get(only) ?? unknown(`$${name} refers to itself`, raw);
    if (!array && value.items !== null) return unknown(`$${name} is an array`, raw);
    if (value.reason === null) return value;
    // One step says enough; a chain of thousands would only repeat it.
    if (value.reason.length > MAX_REASON) return value;
    return { ...value, reason: `$${name} is computed (line ${line}): ${value.reason}` };
  }

  /** Why the only assignment of a name does not tell its value at the use, or null when it does. */
  #hidden(name: string, only: Binding, use: Use): string | null {
    if (only.reason !== null) return `$${name} ${only.reason}`;
    if (only.offset >= use.offset) return `$${name} is assigned after its use, in a loop or a function`;
    if (!scopes(use.scope).includes(only.scope))
      return `$${name} is assigned only under a condition, or elsewhere`;
    if (use.offset >= only.lostAt)
      return `$${name} is assigned in a part of a pipeline, or in the background: a shell of its own`;
    const barrier = this.#barrier(only.offset, use);
    return barrier === null ? null : `\`${barrier}\` may change $${name} after it is assigned`;
  }

  #fromOutside(name: string, raw: string, use: Use): Value | null {
    const barrier = this.#barrier(-1, use);
    if (barrier !== null) return unknown(`\`${barrier}\` may set $${name}`, raw);
    const given = this.#environment.given.get(name);
    if (given === undefined) return null;
    return given.value === null ? unknown(given.why, raw) : known(given.value, [given.why]);
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
    const raw = `$${name}`;
    if (reason !== null || value === null) return unknown(reason ?? 'it is computed', raw);
    const use: Use = { offset, scope };
    if (items !== null) return this.#array(items, use, `${name}=(…) (line ${line})`);
    const read = this.word(value.parts, use);
    const { unset } = this.#environment;
    if (isDefault && unset !== null) return unknown(unset, raw);
    const shown = `${name}=${(read.text ?? '…').slice(0, 200)} (line ${line})`;
    return { ...read, from: [isDefault ? `default ${shown}` : shown, ...read.from].slice(0, MAX_FROM) };
  }

  #array(words: readonly DraftWord[], use: Use, from: string): Value {
    const items = words.slice(0, MAX_PIECES).map(({ parts, start }): Value => {
      const value = this.word(parts, use);
      const loose = parts.some((part) => part.kind !== 'text' && !part.quoted);
      // Without quotes, what is not one plain word would be split.
      if (!loose || (value.text !== null && /^\S+$/.test(value.text))) return { ...value, offset: start };
      return unknown(value.reason ?? 'the shell splits it into words', value.pieces[0]?.raw ?? '…', true);
    });
    if (words.length > MAX_PIECES) return unknown('the array is too long to be followed', '…', true);
    const reason = items.find((item) => item.reason !== null)?.reason ?? null;
    const text = reason === null ? items.map((item) => item.text).join(' ') : null;
    return { text, pieces: items.flatMap(({ pieces }) => pieces), reason, from: [from], items, many: false };
  }
}

function quotingOf(parts: readonly Part[]): 'none' | 'some' | 'all' {
  const hides = (part: Part): boolean =>
    !part.quoted && part.kind === 'variable' && quotingOf(part.operand) !== 'none';
  if (parts.some(hides)) return 'some';
  const quoted = parts.filter((part) => part.quoted).length;
  return quoted === 0 ? 'none' : quoted === parts.length ? 'all' : 'some';
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
