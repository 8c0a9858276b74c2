import {
  observed,
  unavailable,
  type Gap,
  type Observed,
  type Provenance,
  type Unavailable,
} from '../../facts/evidence.ts';
import type { At } from '../../facts/subject.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import { atOf } from './place.ts';
import { holdsPlaceholder } from '../placeholder.ts';
import { isQuantity } from './quantity.ts';

const LOOKS_TRUE = /^(?:true|yes|on|y|t|1)$/i;
const LOOKS_FALSE = /^(?:false|no|off|n|f|0)$/i;
const NO_ITEMS: readonly YamlNode[] = [];

/**
 * Reads the fields of one fact with the types that the API server insists on, and keeps where each was written. A value
 * of the wrong type is read the worst way: what it claims to be unsafe counts, what it claims to be safe does not, and a
 * gap says why. A placeholder makes the whole fact unavailable: nobody knows what will stand there.
 */
export class FieldReader {
  readonly at: Record<string, At> = {};
  readonly #owner: string;
  #gaps: Gap[] | null = null;
  #placeholder: string | null = null;

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** @param unsafe the claim that counts even when its type is wrong. */
  boolean(node: YamlNode | undefined, field: string, unsafe: boolean): boolean | null {
    if (isUnset(node)) return null;
    this.at[field] = atOf(node);
    if (node.kind === 'scalar') {
      if (typeof node.value === 'boolean') return node.value;
      if (this.#isPlaceholder(node, field)) return null;
    }
    this.wrongType(node, field, `${field}: ${String(!unsafe)}`, 'a boolean');
    return node.kind === 'scalar' && (unsafe ? LOOKS_TRUE : LOOKS_FALSE).test(node.source) ? unsafe : null;
  }

  /** A whole number from 0; `"0"` in quotes still counts as 0, the unsafe claim of every field read here. */
  integer(node: YamlNode | undefined, field: string): number | null {
    if (isUnset(node)) return null;
    this.at[field] = atOf(node);
    if (node.kind === 'scalar') {
      if (typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 0)
        return node.value;
      if (this.#isPlaceholder(node, field)) return null;
    }
    this.wrongType(node, field, `${field}: 10001`, 'a whole number');
    return node.kind === 'scalar' && /^[+-]?0+$/.test(node.source) ? 0 : null;
  }

  /** A text; a number or boolean is taken by its text, with a gap. */
  text(node: YamlNode | undefined, field: string): string | null {
    if (isUnset(node)) return null;
    this.at[field] ??= atOf(node);
    if (node.kind !== 'scalar') {
      this.wrongType(node, field, `${field}: "…"`, 'a text');
      return null;
    }
    if (typeof node.value === 'string') return this.#isPlaceholder(node, field) ? null : node.value;
    this.wrongType(node, field, `${field}: "${node.source}"`, 'a text');
    return node.source;
  }

  /** A resource quantity, which may be a number or a text, as text. */
  quantity(node: YamlNode | undefined, field: string): string | null {
    if (isUnset(node)) return null;
    this.at[field] = atOf(node);
    if (node.kind === 'scalar') {
      if (this.#isPlaceholder(node, field)) return null;
      const text = typeof node.value === 'number' ? String(node.value) : node.source;
      if (typeof node.value !== 'boolean' && isQuantity(text)) return text;
    }
    this.wrongType(node, field, `${field}: 4Gi`, 'a quantity');
    return null;
  }

  map(node: YamlNode | undefined, field: string): YamlMap | undefined {
    if (isUnset(node)) return undefined;
    if (node.kind === 'map') return node;
    this.wrongType(node, field, `${field}: {…}`, 'a map');
    return undefined;
  }

  list(node: YamlNode | undefined, field: string): readonly YamlNode[] {
    if (isUnset(node)) return NO_ITEMS;
    if (node.kind === 'seq') return node.items;
    this.wrongType(node, field, `${field}: […]`, 'a list');
    return NO_ITEMS;
  }

  gap(what: string, why: string, advice: string): void {
    (this.#gaps ??= []).push({ what: `${this.#owner}: ${what}`, why, advice });
  }

  wrongType(node: YamlNode, field: string, right: string, expected: string): void {
    const written =
      node.kind === 'scalar' ? `"${node.source.slice(0, 40)}"` : `a ${node.kind === 'map' ? 'map' : 'list'}`;
    this.gap(
      field,
      `line ${String(node.line)}: ${field} is ${written}, and the API server takes only ${expected}`,
      `write ${right}`,
    );
  }

  #isPlaceholder({ source, value, line }: YamlScalar, field: string): boolean {
    if (typeof value !== 'string' || !holdsPlaceholder(source)) return false;
    this.#placeholder ??= `line ${String(line)}: ${field} is ${source.slice(0, 60)}, which is filled in later`;
    return true;
  }

  evidence<T>(value: T, provenance: Provenance): Observed<T> | Unavailable {
    if (this.#placeholder !== null) {
      const advice = 'check the manifest after its placeholders are filled in: … | paddle-verify check -';
      return unavailable(
        'dependency-unavailable',
        `${this.#owner}: ${this.#placeholder}`,
        advice,
        provenance,
      );
    }
    return this.#gaps === null ? observed(value, provenance) : observed(value, provenance, this.#gaps);
  }
}

/** Kubernetes takes an explicit null for "not written"; the guard speaks of the answer `false`. */
export function isUnset(node: YamlNode | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}
