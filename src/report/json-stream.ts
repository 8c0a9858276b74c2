/** A list whose entries are made only when they are written. */
export class LazyList {
  readonly entries: Iterable<unknown>;

  constructor(entries: Iterable<unknown>) {
    this.entries = entries;
  }
}

/** A list of what is made of each item. */
export function lazily<T>(items: Iterable<T>, make: (item: T) => unknown): LazyList {
  return new LazyList({
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  });
}

/**
 * The text of `JSON.stringify(value, null, 2)`, an entry of a lazy list at a time: the text of a large report is many times
 * larger than the report.
 */
export function* jsonText(value: unknown, by = ''): Generator<string, void> {
  if (value instanceof LazyList) yield* between('[', listed(value, `${by}  `), `${by}]`);
  else if (!holdsLazy(value)) yield indented(value, by);
  else if (Array.isArray(value)) yield* between('[', each(value, `${by}  `), `${by}]`);
  else yield* between('{', fields(value, `${by}  `), `${by}}`);
}

function holdsLazy(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((entry) => entry instanceof LazyList || holdsLazy(entry));
}

/** Texts of the entries of a list or an object, each led by its indent. */
type Entries = Iterable<Iterable<string>>;

function* between(open: string, entries: Entries, close: string): Generator<string, void> {
  let separator = `${open}\n`;
  for (const entry of entries) {
    yield separator;
    yield* entry;
    separator = ',\n';
  }
  yield separator === ',\n' ? `\n${close}` : `${open}${close.trimStart()}`;
}

function* listed({ entries }: LazyList, by: string): Generator<Iterable<string>, void> {
  for (const entry of entries) yield [by + indented(entry, by)];
}

function* each(list: readonly unknown[], by: string): Generator<Iterable<string>, void> {
  for (const entry of list) yield led(by, jsonText(entry, by));
}

function* fields(value: object, by: string): Generator<Iterable<string>, void> {
  for (const [key, entry] of Object.entries(value))
    if (entry !== undefined) yield led(`${by}${JSON.stringify(key)}: `, jsonText(entry, by));
}

function* led(start: string, text: Iterable<string>): Generator<string, void> {
  yield start;
  yield* text;
}

function indented(value: unknown, by: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
}
