/** Per cent by which the heap may grow between two collections; V8 by itself lets it grow by several hundred. */
const GROWTH = 40;

/**
 * Trades a little time for memory in a large run: what lives is little, and garbage would pile up to many times as much.
 * Loaded when it is called, which a run of a few files never does.
 */
export function growHeapSlowly(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`);
}

/** Bytes of one file from which on a run counts as large. */
const LARGE_FILE = 4 * 1024 * 1024;

/** Said before a file is decoded: by that alone V8 would decide to let the heap grow to many times as much. */
export function expectToRead(bytes: number): void {
  if (bytes > LARGE_FILE) growHeapSlowly();
}
