import type { Report } from '../findings/report.ts';

/** The report itself. Its schema is rules/schemas/report.schema.json. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
