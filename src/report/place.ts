import type { Place } from '../facts/subject.ts';

/** `path:line:column`, as editors and terminals link it. */
export function placeText(place: Place | null): string {
  return place === null ? '-' : `${place.path}:${String(place.line)}:${String(place.column)}`;
}
