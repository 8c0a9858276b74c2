import type { Fleet } from '../compatibility/fleet.ts';
import type { FileSource } from '../facts/file-source.ts';
import { validate } from '../schema/validate.ts';
import fleetSchema from '../../rules/schemas/fleet.schema.json' with { type: 'json' };
import { located, plain, readYamlFile } from './yaml-file.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLE = 'groups: [{ name: t4, nodes: 12, driver: "535.104.05", gpus: [{ product: Tesla T4 }] }]';

/** Reads and validates a fleet file; a UsageError names each problem with its place. */
export function readFleetFile(path: string, source: FileSource): Fleet {
  const root = readYamlFile(path, source);
  const data = root === null ? {} : plain(root);
  const problems = validate(fleetSchema, data);
  if (problems.length > 0)
    throw new UsageError(
      `${path} is no fleet file`,
      problems.map((problem) => located(path, root, problem, EXAMPLE)),
    );
  // The schema has just said so.
  const fleet = data as Fleet;
  const names = fleet.groups.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0)
    throw new UsageError(`${path}: two groups are called ${[...new Set(twice)].join(', ')}`, [
      'expected: one name a group',
    ]);
  return fleet;
}
