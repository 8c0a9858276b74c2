import { createHash } from 'node:crypto';
import type { TeamRows } from '../../compatibility/matrix/team-rows.ts';
import type { FileSource } from '../../facts/file-source.ts';
import { validate } from '../../schema/validate.ts';
import teamSchema from '../../../rules/schemas/team-matrices.schema.json' with { type: 'json' };
import { UsageError } from '../call/usage-error.ts';
import { openYaml, plainValue, problemAt, problemLine } from '../policy/yaml-file.ts';

/** A team's own rows, and the file that they were read from. */
export interface TeamMatrices {
  readonly path: string;
  readonly rows: TeamRows;
  /** The oldest day on which a row was read. */
  readonly asOf: string;
  /** sha256 over the rows. */
  readonly digest: string;
}

const EXAMPLE =
  'gpus: [{ product: NVIDIA L20Z, computeCapability: "8.9", class: datacenter, source: "nvidia-smi on node 7", date: "2026-10-02" }]';

/** Reads and validates a file of rows; a UsageError names every problem with its place. */
export function readTeamMatrices(path: string, source: FileSource): TeamMatrices {
  const { root, problems } = openYaml(path, source);
  const data = plainValue(root) ?? {};
  const found =
    problems.length > 0
      ? problems
      : validate(teamSchema, data).map((problem) => problemAt(path, root, problem, EXAMPLE));
  if (found.length > 0) throw new UsageError(`${path} is no file of matrix rows`, found.map(problemLine));
  // The schema has just said so.
  const rows = data as TeamRows;
  const dates = [rows.gpus, rows.branches, rows.builds].flatMap((list) =>
    (list ?? []).map(({ date }) => date),
  );
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  return { path, rows, asOf: dates.sort()[0] ?? '', digest: `sha256:${digest}` };
}
