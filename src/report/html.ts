import type { Report } from '../findings/report.ts';
import { htmlDocument } from './html/document.ts';

/** One file for people, to be opened from a mail or a build's artifacts: no script, no network, nothing beside it. */
export function renderHtml(report: Report): string {
  return htmlDocument(report).markup;
}
