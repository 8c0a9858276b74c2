import { join } from 'node:path';
import { fileNames } from '../../adapters/files/names.ts';
import { readTextIfThere } from '../../adapters/files/text.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { validate } from '../../schema/validate.ts';
import matrixSchema from '../../../rules/schemas/matrix.schema.json' with { type: 'json' };
import type { Streams } from '../call/deliver.ts';
import { packageRoot } from '../package-root.ts';
import { UsageError } from '../call/usage-error.ts';

type Table = Readonly<Record<string, unknown>>;

const folder = (): string => join(packageRoot().folder, 'rules', 'matrices');

function names(): readonly string[] {
  return fileNames(folder())
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

function table(name: string): Table {
  const text = names().includes(name) ? readTextIfThere(join(folder(), `${name}.json`)) : null;
  if (text === null)
    throw new UsageError(`there is no matrix "${name}"`, [`expected: one of ${names().join(', ')}`]);
  // One of our own files, held against its schema by `matrices lint` and a test.
  return JSON.parse(text) as Table;
}

/** `paddle-verify matrices list`: each table with its size and the day it was read. */
export function listMatrices(format: 'text' | 'json', { stdout }: Pick<Streams, 'stdout'>): ExitCode {
  const rows = names().map((name) => {
    const { asOf, about, ...rest } = table(name);
    const size = Object.values(rest).reduce<number>(
      (sum, value) => sum + (Array.isArray(value) ? value.length : 0),
      0,
    );
    return { name, asOf: String(asOf), rows: size, about: String(about) };
  });
  stdout.write(
    format === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : `${rows.map((row) => `${row.name.padEnd(22)} ${row.asOf}  ${String(row.rows).padStart(4)} rows  ${row.about}`).join('\n')}\n`,
  );
  return 0;
}

/** `paddle-verify matrices show NAME`: the table as JSON, every row with its source. */
export function showMatrix(name: string, { stdout }: Pick<Streams, 'stdout'>): ExitCode {
  stdout.write(`${JSON.stringify(table(name), null, 2)}\n`);
  return 0;
}

/** `paddle-verify matrices lint`: 2 when a table is not of its form, such as a row without a source. */
export function lintMatrices({ stdout }: Pick<Streams, 'stdout'>): ExitCode {
  const problems = names().flatMap((name) =>
    validate(matrixSchema, table(name)).map(
      ({ path, message, expected }) => `${name}.json: ${path.join('.')}: ${message}; expected ${expected}`,
    ),
  );
  if (problems.length > 0) throw new UsageError('a matrix cannot be used', problems);
  stdout.write(`${String(names().length)} matrices, every row with its source\n`);
  return 0;
}
