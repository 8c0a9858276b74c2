import type { Gap } from '../../facts/evidence.ts';
import type { At } from '../../facts/subject.ts';
import type { Flag } from './flags.ts';
import { shown, type Operand } from './operand.ts';

const WRITE_OUT = 'write the value out in the command';

/** A computed value as a gap. */
export function computedGap(name: string, { reason, line }: Operand): Gap {
  return { what: `--${name}`, why: `line ${line}: ${reason ?? 'it is computed'}`, advice: WRITE_OUT };
}

/** Looks flags up for one kind of fact, and notes their places and what of them is not known. */
export class Settings {
  readonly at: Record<string, At> = {};
  readonly gaps: Gap[] = [];
  readonly #flags: readonly Flag[];

  constructor(flags: readonly Flag[]) {
    this.#flags = flags;
  }

  all(...names: readonly string[]): readonly Flag[] {
    return this.#flags.filter(({ name }) => names.includes(name));
  }

  /** The last one wins, as the command line does. */
  last(...names: readonly string[]): Flag | undefined {
    return this.all(...names).at(-1);
  }

  place(field: string, { value, line, column }: Flag): void {
    this.at[field] = [value?.line ?? line, value?.column ?? column];
  }

  /** The text of the last of these flags; null when there is none, or when it is computed (a gap). */
  text(field: string, ...names: readonly string[]): string | null {
    const flag = this.last(...names);
    if (flag === undefined) return null;
    this.place(field, flag);
    return this.known(flag);
  }

  /** The text of a flag, or null and a gap. */
  known({ name, value }: Flag): string | null {
    if (value === null) return '';
    if (value.value === null) this.gaps.push(computedGap(name, value));
    return value.value;
  }

  /** A switch: `--privileged`, `--privileged=false`. null when it is not written, or computed (a gap). */
  switch(field: string, name: string): boolean | null {
    const flag = this.last(name);
    if (flag === undefined) return null;
    this.at[field] = [flag.line, flag.column];
    if (flag.value === null) return true;
    const text = this.known(flag);
    if (text === null) return null;
    if (/^(?:1|t|true)$/i.test(text)) return true;
    if (/^(?:0|f|false)$/i.test(text)) return false;
    this.gaps.push({
      what: `--${name}`,
      why: `line ${flag.line}: "${shown(flag.value).slice(0, 40)}" is neither true nor false`,
      advice: `write --${name}, or leave it out`,
    });
    return null;
  }
}
