export interface Row {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  readonly ratio: string;
  /** null where it could not be measured. */
  readonly holds: boolean | null;
}

/** Prints a Markdown table, so that it can be pasted into the documents as it is. */
export function printTable(rows: readonly Row[], machine: string): void {
  const cells = [
    ['what', 'budget', 'measured', 'ratio', ''],
    ...rows.map(({ what, budget, measured, ratio, holds }) => [
      what,
      budget,
      measured,
      ratio,
      holds === null ? 'not measured' : holds ? 'PASS' : 'OVER',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  process.stdout.write(`${machine}\n\n${lines.join('\n')}\n`);
}
