import { diskSource } from '../../adapters/files/disk-source.ts';
import { findConfig } from '../policy/configuration.ts';
import { besideFile } from '../policy/policy-chain.ts';
import { readConfigFile } from '../policy/team-files.ts';
import { readTeamMatrices, type TeamMatrices } from './team-matrices.ts';

/** The rows that the paddle-verify.yaml found upwards names, for commands that judge no files. */
export async function teamMatricesAround(cwd: string): Promise<TeamMatrices | null> {
  const source = diskSource(cwd, ['/']);
  const file = findConfig(cwd, source);
  if (file === null) return null;
  const { value } = await readConfigFile(file, source);
  return value.matrices === undefined ? null : readTeamMatrices(besideFile(file, value.matrices), source);
}
