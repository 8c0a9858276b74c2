import { keyName } from './key-name.ts';
import type { YamlEntry, YamlMap, YamlNode } from './node.ts';
import { countAliased } from './properties.ts';
import type { Source } from './source.ts';

/** Up to here a walk over the entries is faster than an index. */
const MAX_UNINDEXED = 8;

/** The entries of one map while it is read: refuses a second key of a name, applies merge keys (`<<`). */
export class MapBuilder {
  readonly #entries: YamlEntry[] = [];
  #index: Map<string, number> | null = null;
  /** Names that a merge brought: a key of the map itself may still replace them. */
  #merged: Set<string> | null = null;
  /** compose-go merges last, so that what the map says itself wins wherever it stands. */
  #deferred: YamlNode | null = null;
  readonly #line: number;
  readonly #column: number;

  constructor(line: number, column: number) {
    this.#line = line;
    this.#column = column;
  }

  add(
    s: Source,
    text: string,
    plain: boolean,
    offset: number,
    key: { line: number; column: number },
    value: YamlNode,
  ): void {
    if (plain && text === '<<' && s.dialect !== 'core') {
      this.#merge(s, value, offset);
      return;
    }
    const name = keyName(s, text, plain, offset);
    const entry = { key: name, keyLine: key.line, keyColumn: key.column, value };
    const existing = this.#find(name);
    if (existing < 0) this.#push(entry);
    else if (this.#merged?.delete(name) === true) this.#entries[existing] = entry;
    else
      s.fail('duplicate-key', `The key ${JSON.stringify(name.slice(0, 80))} stands twice in one map`, offset);
  }

  build(s: Source): YamlMap {
    if (this.#deferred !== null) {
      for (const source of mergeSources(this.#deferred)) this.#mergeMap(s, source, false);
    }
    return { kind: 'map', entries: this.#entries, line: this.#line, column: this.#column };
  }

  #find(name: string): number {
    if (this.#index !== null) return this.#index.get(name) ?? -1;
    for (let i = this.#entries.length - 1; i >= 0; i--) if (this.#entries[i]?.key === name) return i;
    return -1;
  }

  #push(entry: YamlEntry): void {
    const at = this.#entries.push(entry) - 1;
    if (this.#index !== null) this.#index.set(entry.key, at);
    else if (at >= MAX_UNINDEXED) this.#index = new Map(this.#entries.map((known, i) => [known.key, i]));
  }

  #merge(s: Source, value: YamlNode, offset: number): void {
    const sources = mergeSources(value);
    if (sources.length === 0 || sources.some((source) => source.kind !== 'map')) {
      s.fail('bad-merge', 'Only a map, or a sequence of maps, can be merged with <<', offset);
    }
    for (const source of sources) countAliased(s, source.kind === 'map' ? source.entries.length : 0, offset);
    if (s.dialect === 'compose') {
      if (this.#deferred !== null) s.fail('duplicate-key', 'The key "<<" stands twice in one map', offset);
      this.#deferred = value;
      return;
    }
    // sigs.k8s.io/yaml sets the keys where the merge stands: what stands above loses. The first of a sequence wins.
    for (const source of sources.toReversed()) this.#mergeMap(s, source, true);
  }

  #mergeMap(s: Source, source: YamlNode, replaces: boolean): void {
    if (source.kind !== 'map') return;
    for (const entry of source.entries) {
      const existing = this.#find(entry.key);
      if (existing < 0) this.#push(entry);
      else if (replaces) this.#entries[existing] = entry;
      if (replaces) (this.#merged ??= new Set()).add(entry.key);
    }
    s.nodes += source.entries.length;
  }
}

function mergeSources(value: YamlNode): readonly YamlNode[] {
  return value.kind === 'seq' ? value.items : [value];
}
