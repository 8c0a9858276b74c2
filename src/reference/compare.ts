import type { TagFacts } from './types.ts';
import { compareVersions } from './version.ts';

/** Families of which nothing is known have no order. */
const unordered: ReadonlySet<string> = new Set(['other', 'unknown']);

const sameLine = (a: TagFacts, b: TagFacts): boolean =>
  a.family === b.family && a.product === b.product && a.device === b.device && !unordered.has(a.family);

/**
 * Which of two tags is the older version, after PEP 440 (`3.0.0b2` before `3.0.0rc0` before `3.0.0`). Only tags of one
 * product for one device have an order: a CPU image is not older than a GPU image. Dates and channels have none. Where the
 * product's versions are equal the framework inside decides, if both tags name it.
 */
export function compareTags(a: TagFacts, b: TagFacts): -1 | 0 | 1 | 'incomparable' {
  if (!sameLine(a, b) || a.version === null || b.version === null) return 'incomparable';
  const order = compareVersions(a.version, b.version);
  if (order !== 0 || a.framework === b.framework) return order;
  return a.framework === null || b.framework === null
    ? 'incomparable'
    : compareVersions(a.framework, b.framework);
}
