import type { PlacementsReport } from './placements.ts';

/** The result of `compat`. Its schema is rules/schemas/compat.schema.json. */
export function* placementsJson({ tool, fleet, exitCode, placements }: PlacementsReport): Generator<string> {
  const head = { schema: 'paddle-verify/compat/1', tool, fleet: fleet.name ?? null, exitCode };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "placements": [`;
  let between = '\n    ';
  for (const placement of placements) {
    yield between + JSON.stringify(placement, null, 2).replaceAll('\n', '\n    ');
    between = ',\n    ';
  }
  yield placements.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}
