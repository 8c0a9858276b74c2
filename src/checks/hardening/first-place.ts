import type { At, Places } from '../../facts/subject.ts';

/** Place of the first of these fields that was written; null when none was, and the subject's own place then stands. */
export function firstPlace(at: Places, ...fields: readonly string[]): At | null {
  for (const field of fields) {
    const place = at[field];
    if (place !== undefined) return place;
  }
  return null;
}
