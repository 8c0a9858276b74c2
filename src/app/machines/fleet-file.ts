import type { Fleet } from '../../compatibility/fleet.ts';
import type { FileSource } from '../../facts/file-source.ts';
import { validate } from '../../schema/validate.ts';
import fleetSchema from '../../../rules/schemas/fleet.schema.json' with { type: 'json' };
import { UsageError } from '../call/usage-error.ts';
import {
  openYaml,
  plainValue,
  placeOf,
  problemAt,
  problemLine,
  type FileProblem,
} from '../policy/yaml-file.ts';

const EXAMPLE = 'groups: [{ name: t4, nodes: 12, driver: "535.104.05", gpus: [{ product: Tesla T4 }] }]';

/** Reads and validates a fleet file; a UsageError names every problem with its place. */
export function readFleetFile(path: string, source: FileSource): Fleet {
  const { root, problems } = openYaml(path, source);
  const data = plainValue(root) ?? {};
  const found = [
    ...problems,
    ...(problems.length > 0
      ? []
      : validate(fleetSchema, data).map((problem) => problemAt(path, root, problem, EXAMPLE))),
  ];
  if (found.length > 0) throw new UsageError(`${path} is no fleet file`, found.map(problemLine));
  // The schema has just said so.
  const fleet = data as Fleet;
  const twice = namedTwice(fleet).map(({ name, index }): FileProblem => ({
    path,
    ...placeOf(root, ['groups', index, 'name']),
    message: `a second group is called ${name}`,
    expected: 'one name a group',
    example: '',
  }));
  if (twice.length > 0) throw new UsageError(`${path} is no fleet file`, twice.map(problemLine));
  return fleet;
}

function namedTwice({ groups }: Fleet): readonly { readonly name: string; readonly index: number }[] {
  const seen = new Set<string>();
  return groups.flatMap(({ name }, index) => {
    if (seen.has(name)) return [{ name, index }];
    seen.add(name);
    return [];
  });
}
