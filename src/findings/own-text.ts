/** V8 copies what is shorter, in UTF-16 units. */
const SHORTEST_SLICE = 13;

/** Texts that are kept to be used again, and how long one of them may be. */
const MOST_KEPT = 5000;
const LONGEST_KEPT = 200;
const kept = new Map<string, string>();

/**
 * The same text in memory of its own: V8 keeps a whole file alive for one word that was cut from it. Equal texts are one,
 * as names come back again and again.
 */
export function ownText(text: string): string {
  if (text.length < SHORTEST_SLICE) return text;
  const known = kept.get(text);
  if (known !== undefined) return known;
  // What was joined is written out in one piece before anything is cut from it.
  const copy = ` ${text}`.slice(1);
  if (copy.length > LONGEST_KEPT) return copy;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(copy, copy);
  return copy;
}

/** A copy of plain data, every text in it with memory of its own. What is no plain data stays the same object. */
export function own<T>(value: T): T;
export function own(value: unknown): unknown {
  if (typeof value === 'string') return ownText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown): unknown => own(item));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return ownFields({ ...value });
  return prototype === null ? ownFields(Object.assign(bare(), value)) : value;
}

/** An object in which every name is a field, `__proto__` too. */
function bare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function ownFields(fields: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (typeof value === 'string' || typeof value === 'object') fields[name] = own(value);
  }
  return fields;
}
