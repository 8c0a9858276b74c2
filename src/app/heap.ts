/** Per cent by which the heap may grow between two collections; V8 by itself lets it grow by several hundred. */
const GROWTH = 30;

/**
 * Trades a little time for memory in a large run: what lives is little, and garbage would pile up to many times as much.
 * Loaded when it is called, which a run of a few files never does.
 */
export function growHeapSlowly(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`);
}
