import type { Report } from '../findings/report.ts';
import { jsonText, LazyList } from './json-stream.ts';

/** The report itself, piece by piece. Its schema is rules/schemas/report.schema.json. */
export function* renderJson(report: Report): Generator<string, void> {
  const fields = Object.entries(report as unknown as Readonly<Record<string, unknown>>);
  yield* jsonText(
    Object.fromEntries(
      fields.map(([key, value]) => [key, Array.isArray(value) ? new LazyList(value) : value]),
    ),
  );
  yield '\n';
}
