import type { Makefile, MakeVariable } from '../../syntax/makefile/parse.ts';

export type MakeValue =
  { readonly value: string; readonly why: string } | { readonly value: null; readonly why: string };

/** Values that rest on longer chains of variables, or come out longer, are not followed. */
const MAX_CHAIN = 20;
const MAX_LENGTH = 20_000;
const MAX_WHY = 400;
const REFERENCE = /\$(?:\$|\(([^()$]{1,200})\)|\{([^{}$]{1,200})\}|(.)|$)/g;
const AUTOMATIC = /^[@<^+*?%|]|^[@<^+*?%|][DF]$/;

interface Expanded {
  readonly text: string | null;
  readonly reason: string;
  /** What the values inside rest on. */
  readonly from: readonly string[];
}

/** Values of variables that are assigned once, in the open, to what needs no program to be run. */
export class MakeVariables {
  readonly #byName = new Map<string, MakeVariable[]>();
  readonly #includes: Makefile['includes'];
  readonly #values = new Map<string, MakeValue>();

  constructor({ variables, includes }: Makefile) {
    this.#includes = includes;
    for (const variable of variables) {
      const list = this.#byName.get(variable.name);
      if (list === undefined) this.#byName.set(variable.name, [variable]);
      else list.push(variable);
    }
  }

  /** The text of a variable that has one, unconditional, be it with references in it; else null. */
  textOf(name: string): string | null {
    const all = this.#byName.get(name) ?? [];
    const [only] = all;
    return only === undefined || this.#hidden(all, only) !== null ? null : only.value;
  }

  /** Why the text of a variable is not known at all, or null. */
  hiddenWhy(name: string): string | null {
    const all = this.#byName.get(name) ?? [];
    const [only] = all;
    return only === undefined ? null : this.#hidden(all, only);
  }

  /** What stands between the parentheses of `$(…)`. */
  valueOf(name: string, depth = 0): MakeValue {
    const before = this.#values.get(name);
    if (before !== undefined) return before;
    const value = this.#valueOf(name, depth);
    this.#values.set(name, value);
    return value;
  }

  #valueOf(name: string, depth: number): MakeValue {
    const unknown = (why: string): MakeValue => ({ value: null, why });
    if (AUTOMATIC.test(name)) return unknown(`$${name} is set by make for each target`);
    if (/[\s,:]/.test(name)) return unknown(`make computes $(${name.slice(0, 60)})`);
    if (name === 'CURDIR' || name === 'MAKE') return unknown(`make sets $(${name})`);
    const all = this.#byName.get(name) ?? [];
    const [only] = all;
    if (only === undefined) return unknown(`$(${name}) is not set in this file`);
    const why = this.#hidden(all, only);
    if (why !== null) return unknown(`$(${name}) ${why}`);
    if (depth >= MAX_CHAIN) return unknown(`$(${name}) rests on too long a chain of variables`);
    // Against a variable that refers to itself.
    this.#values.set(name, unknown(`$(${name}) refers to itself`));
    const { text, reason, from: nested } = this.expand(only.value, depth + 1);
    if (text === null) return unknown(`$(${name}) is computed (line ${only.line}): ${reason}`);
    const from = `${name} ${only.operator} ${text.slice(0, 200)} (line ${only.line})`;
    const own = only.operator === '?=' ? `default ${from}` : from;
    return { value: text, why: [own, ...nested].join('; ').slice(0, MAX_WHY) };
  }

  #hidden(all: readonly MakeVariable[], only: MakeVariable): string | null {
    if (all.length > 1) return `is assigned more than once (lines ${all.slice(0, 5).map(({ line }) => line).join(', ')})`; // prettier-ignore
    if (only.conditional) return `is assigned only under a condition (line ${only.line})`;
    if (only.operator === '!=') return `is what a command prints (line ${only.line})`;
    if (only.operator === 'define') return `is a block of lines (line ${only.line})`;
    if (only.operator === '+=') return `is put together piece by piece (line ${only.line})`;
    const include = this.#includes.find(({ line }) => line > only.line || only.operator === '?=');
    return include === undefined
      ? null
      : `may be set by include ${include.text.slice(0, 60)} (line ${include.line})`;
  }

  /** The text of a value with its variables filled in and `$$` left as it is, or the reason why it is not known. */
  expand(text: string, depth: number): Expanded {
    let reason: string | null = null;
    const from: string[] = [];
    let { length } = text;
    const fill = (written: string, name: string): string => {
      const found = this.valueOf(name, depth);
      // `$((` and its like: a call within a call.
      const { value, why } = /[({]/.test(name) ? { value: null, why: `make computes ${written}…` } : found;
      if (value === null) reason ??= why;
      else if (from.length < MAX_CHAIN) from.push(why);
      length += value?.length ?? 0;
      return length > MAX_LENGTH ? '' : (value ?? '');
    };
    const expanded = text.replace(REFERENCE, (written: string, ...names: readonly (string | undefined)[]) =>
      written === '$$' ? written : fill(written, names.slice(0, 3).find((name) => name !== undefined) ?? ''),
    );
    if (length > MAX_LENGTH) reason ??= 'the value is too long to be followed';
    return reason === null ? { text: expanded, reason: '', from } : { text: null, reason, from: [] };
  }
}
