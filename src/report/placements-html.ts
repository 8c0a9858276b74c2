import { placementsDocument } from './html/placements/document.ts';
import type { PlacementsReport } from './placements.ts';

/** One file for people: a map of images × node groups, and the reasons of each cell. No script, no network. */
export function placementsHtml(report: PlacementsReport): string {
  return placementsDocument(report).markup;
}
