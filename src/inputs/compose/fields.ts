import {
  observed,
  unavailable,
  type Gap,
  type Observed,
  type Provenance,
  type Unavailable,
} from '../../facts/evidence.ts';
import type { At, Place } from '../../facts/subject.ts';
import { titleOf, type ContainerSpec } from './container-spec.ts';
import { booleanOf } from './forms.ts';
import type { ComposeNode, Unknown } from './tree.ts';

/** Docker Compose refuses these, but somebody meant yes by them. */
const LOOKS_TRUE = /^(?:t|1)$/i;

/** Keys of the file by the names that the facts have for them. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['readOnlyRootFilesystem', 'read_only'],
  ['hostNetwork', 'network_mode'],
  ['hostPID', 'pid'],
  ['hostIPC', 'ipc'],
  ['capabilitiesAdd', 'cap_add'],
  ['capabilitiesDrop', 'cap_drop'],
  ['shmSize', 'shm_size'],
  ['runtimeClass', 'runtime'],
  ['limits.cpu', 'limits.cpus'],
  ['limits.cpuPeriod', 'cpu_period'],
  ['requests.cpu', 'reservations.cpus'],
  ['requests.memory', 'reservations.memory'],
  ['liveness', 'healthcheck.disable'],
  ['liveness.retries', 'healthcheck.retries'],
]);

function keyOf(name: string): string {
  return KEYS.get(name) ?? name;
}

/**
 * Reads the fields of one fact with the types of the Compose schema, and keeps where each was written. A value of the
 * wrong type is read the worst way, with a gap. A value that is not known is read the best way: the gap that it leaves
 * keeps a rule from passing on it.
 */
export class Fields {
  readonly at: Record<string, At> = {};
  readonly gaps: Gap[] = [];
  readonly #owner: string;
  readonly #home: string;
  readonly #unknown: Unknown[] = [];
  readonly #provenance: Provenance;

  constructor(spec: ContainerSpec, provenance: Provenance) {
    this.#owner = titleOf(spec);
    this.#home = spec.place.path;
    this.#provenance = provenance;
    for (const why of spec.unread) this.#note(this.#owner, why);
  }

  /** Something that the fact rests on is not known. */
  get open(): boolean {
    return this.#unknown.length > 0;
  }

  mark(name: string, node: ComposeNode | undefined): void {
    if (node !== undefined) this.at[name] = this.placed(node.at);
  }

  placed({ path, line, column }: Place): At {
    return path === this.#home ? [line, column] : [line, column, path];
  }

  /** @param unsafe the claim that counts even when its type is wrong. */
  boolean(node: ComposeNode | undefined, name: string, unsafe: boolean): boolean | null {
    if (node === undefined) return this.unwritten(!unsafe);
    this.mark(name, node);
    if (this.isUnknown(node, name)) return !unsafe;
    const known = node.kind === 'scalar' ? booleanOf(node.value) : null;
    if (known !== null) return known;
    this.wrongType(node, name, 'true or false', String(!unsafe));
    if (node.kind === 'scalar' && unsafe && !LOOKS_TRUE.test(node.text)) return null;
    return unsafe;
  }

  /** A field that is not written where something below could not be read: it may say the safe thing. */
  unwritten<T>(safe: T): T | null {
    return this.open ? safe : null;
  }

  /** A text. A number is taken by its text, with a gap: the schema refuses it. */
  text(node: ComposeNode | undefined, name: string): string | null {
    if (node === undefined) return null;
    this.mark(name, node);
    if (this.isUnknown(node, name)) return null;
    if (node.kind !== 'scalar') {
      this.wrongType(node, name, 'a text', '"…"');
      return null;
    }
    if (typeof node.value !== 'string') this.wrongType(node, name, 'a text', `"${node.text}"`);
    return node.text;
  }

  /** A number, or a text that is one. */
  number(node: ComposeNode | undefined, name: string): number | null {
    if (node === undefined) return null;
    this.mark(name, node);
    if (this.isUnknown(node, name)) return null;
    if (node.kind === 'scalar') {
      if (typeof node.value === 'number') return node.value;
      if (/^[+-]?\d+(?:\.\d*)?$/.test(node.text) && node.text.length < 64) return Number(node.text);
    }
    this.wrongType(node, name, 'a number', '1');
    return null;
  }

  /** Texts of a list. */
  texts(node: ComposeNode | undefined, name: string): readonly ComposeNode[] {
    if (node === undefined) return [];
    if (node.kind === 'seq') return node.items;
    if (!this.isUnknown(node, name)) this.wrongType(node, name, 'a list', '[…]');
    return node.kind === 'scalar' ? [node] : [];
  }

  isUnknown(node: ComposeNode, name: string): boolean {
    if (node.kind !== 'scalar' || node.unknown.length === 0) return false;
    for (const unknown of node.unknown)
      this.#note(`${this.#owner}: ${keyOf(name)} is ${excerpt(node.written)}`, unknown);
    return true;
  }

  /** Something is not known that no single field holds. */
  unknown(what: string, why: Unknown): void {
    this.#note(`${this.#owner}: ${what}`, why);
  }

  #note(what: string, { why, advice }: Unknown): void {
    this.#unknown.push({ why: `${what}: ${why}`, advice });
  }

  wrongType(node: ComposeNode, name: string, expected: string, right: string): void {
    const key = keyOf(name);
    const written =
      node.kind === 'scalar' ? `"${excerpt(node.text)}"` : node.kind === 'map' ? 'a map' : 'a list';
    const { path, line } = node.at;
    this.gap(
      key,
      `${path} line ${String(line)}: ${key} is ${written}; Docker Compose takes only ${expected}`,
      `write ${key}: ${right}`,
    );
  }

  gap(what: string, why: string, advice: string): void {
    this.gaps.push({ what: `${this.#owner}: ${what}`, why, advice });
  }

  /** The fact; not known as a whole when a field is not, because what is missing may be what a rule looks for. */
  whole<T>(value: T): Observed<T> | Unavailable {
    const [first] = this.#unknown;
    if (first === undefined) return observed(value, this.#provenance, this.gaps);
    return unavailable('dependency-unavailable', first.why, first.advice, this.#provenance);
  }

  /** The fact with a gap for each field that is not known: what it says can only be wrong by saying too little. */
  partial<T>(value: T): Observed<T> {
    const open = this.#unknown.map(({ why, advice }) => ({ what: this.#owner, why, advice }));
    return observed(value, this.#provenance, [...this.gaps, ...open]);
  }
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
