import { join } from 'node:path';
import { fileNames } from '../../adapters/files/names.ts';
import { readTextIfThere } from '../../adapters/files/text.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { validate } from '../../schema/validate.ts';
import matrixSchema from '../../../rules/schemas/matrix.schema.json' with { type: 'json' };
import type { Streams } from '../call/deliver.ts';
import { packageRoot } from '../package-root.ts';
import { UsageError } from '../call/usage-error.ts';
import type { TeamMatrices } from './team-matrices.ts';
import { teamMatricesAround } from './team-rows-around.ts';

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
export async function listMatrices(
  format: 'text' | 'json',
  cwd: string,
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<ExitCode> {
  const own = await teamMatricesAround(cwd);
  const shipped = names().map((name) => {
    const { asOf, about, ...rest } = table(name);
    const size = Object.values(rest).reduce<number>(
      (sum, value) => sum + (Array.isArray(value) ? value.length : 0),
      0,
    );
    return { name, asOf: String(asOf), rows: size, about: String(about) };
  });
  const rows = own === null ? shipped : [...shipped, ofTeam(own)];
  stdout.write(
    format === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : `${rows.map((row) => `${row.name.padEnd(22)} ${row.asOf}  ${String(row.rows).padStart(4)} rows  ${row.about}`).join('\n')}\n`,
  );
  return 0;
}

function ofTeam({ path, asOf, rows }: TeamMatrices): ListedMatrix {
  const lists = [rows.gpus, rows.branches, rows.builds];
  const size = lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
  return { name: path, asOf, rows: size, about: "The team's own rows, taken beside the shipped ones." };
}

interface ListedMatrix {
  readonly name: string;
  readonly asOf: string;
  readonly rows: number;
  readonly about: string;
}

/** `paddle-verify matrices show NAME`: the table as JSON, every row with its source. */
export async function showMatrix(
  name: string,
  cwd: string,
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<ExitCode> {
  const own = await teamMatricesAround(cwd);
  const shown = own?.path === name ? own.rows : table(name);
  stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  return 0;
}

/** `paddle-verify matrices lint`: 2 when a table is not of its form, such as a row without a source. */
export async function lintMatrices(cwd: string, { stdout }: Pick<Streams, 'stdout'>): Promise<ExitCode> {
  const problems = names().flatMap((name) =>
    validate(matrixSchema, table(name)).map(
      ({ path, message, expected }) => `${name}.json: ${path.join('.')}: ${message}; expected ${expected}`,
    ),
  );
  if (problems.length > 0) throw new UsageError('a matrix cannot be used', problems);
  const own = await teamMatricesAround(cwd);
  const and = own === null ? '' : `; ${own.path} can be used`;
  stdout.write(`${String(names().length)} matrices, every row with its source${and}\n`);
  return 0;
}
