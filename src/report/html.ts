import type { Report } from '../findings/report.ts';
import { renderText } from './text.ts';
import type { RenderOptions } from './format.ts';

export function renderHtml(report: Report, options: RenderOptions): string {
  return `<!doctype html><meta charset="utf-8"><pre>${renderText(report, options).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>\n`;
}
