import { literalOf, type DraftCommand, type DraftWord, type Scope } from './draft.ts';
import type { Scanner } from './scanner.ts';
import type { ShellVariable } from './types.ts';

/** What one place in the text gives a name. */
export interface Binding {
  readonly offset: number;
  readonly scope: Scope;
  readonly value: DraftWord | null;
  readonly items: readonly DraftWord[] | null;
  /** Why the value cannot be told from this place alone, or null. */
  readonly reason: string | null;
  /** A default (`: ${NAME:=x}`): the environment comes first. */
  readonly isDefault: boolean;
  /** The end of the shell of its own in which it stands, behind which it is lost; infinite in the script itself. */
  readonly lostAt: number;
}

/** A command that may set any variable: `source FILE`, `eval`. */
interface Barrier {
  readonly offset: number;
  readonly what: string;
}

export interface Environment {
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  readonly barriers: readonly Barrier[];
  readonly given: ReadonlyMap<string, ShellVariable>;
  readonly unset: string | null;
}

const DECLARES = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
const READS = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset', 'let']);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
/** Sourced everywhere, and known to set nothing but the shell's own variables. */
const HARMLESS = /(?:^|\/)(?:activate|conda\.sh|setvars\.sh|bash_completion)$/;

export function environmentOf(
  { commands, taken, defaults, apart }: Pick<Scanner, 'commands' | 'taken' | 'defaults' | 'apart'>,
  given: ReadonlyMap<string, ShellVariable>,
  unset: string | null,
): Environment {
  const bindings = new Map<string, Binding[]>();
  const barriers: Barrier[] = [];
  const found: { name: string; binding: Omit<Binding, 'lostAt'> }[] = [];
  const bind: Bind = (name, binding) => {
    found.push({ name, binding });
  };
  for (const { name, offset, scope, reason } of taken)
    bind(name, { offset, scope, value: null, items: null, reason, isDefault: false });
  for (const { name, value, offset, scope } of defaults)
    bind(name, {
      offset, scope, value: { parts: value, start: offset, end: offset }, items: null, reason: null, isDefault: true,
    }); // prettier-ignore
  for (const command of commands) {
    bindAssignments(command, bind);
    bindReads(command, bind);
    const barrier = barrierOf(command);
    if (barrier !== null) barriers.push(barrier);
  }
  const ends = endsOf(apart);
  for (const { name, binding } of found) {
    const placed = { ...binding, lostAt: ends(binding.offset) };
    const list = bindings.get(name);
    if (list === undefined) bindings.set(name, [placed]);
    else list.push(placed);
  }
  return { bindings, barriers, given, unset };
}

type Bind = (name: string, binding: Omit<Binding, 'lostAt'>) => void;

/** The end of the innermost part around an offset. Parts hold each other or lie apart; the inner ones come first. */
function endsOf(parts: Scanner['apart']): (offset: number) => number {
  const edges: { readonly at: number; readonly end: number }[] = [];
  const sorted = parts.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const open: number[] = [];
  const leave = (before: number): void => {
    for (let end = open.at(-1); end !== undefined && end <= before; end = open.at(-1)) {
      open.pop();
      edges.push({ at: end, end: open.at(-1) ?? Infinity });
    }
  };
  for (const { start, end } of sorted) {
    leave(start);
    open.push(end);
    edges.push({ at: start, end });
  }
  leave(Infinity);
  return (offset) => {
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle]?.at ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return edges[low - 1]?.end ?? Infinity;
  };
}

function bindAssignments(command: DraftCommand, bind: Bind): void {
  const declares = DECLARES.has(literalOf(command.words[0]) ?? '');
  // `A=1 command` sets A for the command alone.
  if (command.words.length > 0 && !declares) return;
  for (const { name, append, value, items, start } of command.assignments)
    bind(name, {
      offset: start, scope: command.scope, value, items, isDefault: false,
      reason: append ? 'is put together piece by piece' : null,
    }); // prettier-ignore
}

function bindReads(command: DraftCommand, bind: Bind): void {
  const name = literalOf(command.words[0]) ?? '';
  const { scope } = command;
  const target = name === 'printf' && literalOf(command.words[1]) === '-v' ? 2 : 1;
  if (!READS.has(name) && target === 1) return;
  const words = target === 2 ? command.words.slice(2, 3) : command.words.slice(1);
  for (const word of words) {
    const found = NAME.exec(literalOf(word) ?? '')?.[0];
    if (found === undefined) continue;
    const reason = name === 'unset' ? 'is unset' : `comes from \`${name}\``;
    bind(found, { offset: word.start, scope, value: null, items: null, reason, isDefault: false });
  }
}

function barrierOf({ words, start }: DraftCommand): Barrier | null {
  const name = literalOf(words[0]);
  if (name === 'eval') return { offset: start, what: 'eval' };
  if (name !== 'source' && name !== '.') return null;
  const file = literalOf(words[1]);
  return file !== null && HARMLESS.test(file) ? null : { offset: start, what: `${name} ${file ?? '…'}` };
}
