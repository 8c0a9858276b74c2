import type { Report } from '../findings/report.ts';

/** The report itself. Its schema is rules/schemas/report.schema.json. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same text, an entry of a list at a time: the text of a large report is many times larger than the report. */
export function* jsonParts(report: Report): Generator<string, void> {
  let between = '{\n';
  for (const [key, value] of Object.entries(report)) {
    if (value === undefined) continue;
    yield `${between}  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > 0) yield* listParts(value);
    else yield indented(value, '  ');
    between = ',\n';
  }
  yield '\n}\n';
}

function* listParts(entries: readonly unknown[]): Generator<string, void> {
  let between = '[\n    ';
  for (const entry of entries) {
    yield between + indented(entry, '    ');
    between = ',\n    ';
  }
  yield '\n  ]';
}

function indented(value: unknown, by: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
}
