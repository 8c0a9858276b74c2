import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { FileSource } from '../../facts/file-source.ts';
import type { Fleet } from '../../compatibility/fleet.ts';
import type { Config } from '../../rules/config.ts';
import { resolvePolicy, type Policy } from '../../rules/policy.ts';
import type { RuleCore, RuleFile } from '../../rules/rule.ts';
import type { Severity } from '../../findings/severity.ts';
import { loadCatalog } from '../catalog.ts';
import { besideFile, followChain, sayOfChain, type ChainLink } from './policy-chain.ts';
import { readConfigFile, readTeamRules } from './team-files.ts';
import type { TeamMatrices } from '../machines/team-matrices.ts';
import { UsageError } from '../call/usage-error.ts';
import { problemLine } from './yaml-file.ts';

export const CONFIG_NAMES = ['paddle-verify.yaml', '.paddle-verify.yaml', 'paddle-verify.yml'] as const;

export interface ConfigurationRequest {
  readonly cwd: string;
  /** Name of a shipped policy or path of a file; wins over the `extends` of the team's file. */
  readonly policy: string | null;
  /** Path of the team's file, instead of the one found upwards. */
  readonly config: string | null;
  readonly ruleFolders: readonly string[];
  readonly failOn: Severity | 'never' | null;
  /** Of --fleet, already read; null: the one that the team's file names, if it does. */
  readonly fleet: Fleet | null;
  /** Where configuration is read from: the disk, or a revision (--config-from). */
  readonly source: FileSource;
}

/** Everything that decides how a run is judged. */
export interface Configuration {
  readonly policy: Policy;
  readonly policyDigest: string;
  /** Where the policy was found, for the report. */
  readonly policySource: string;
  /** Path of the team's file, relative to the folder of the call, or null. */
  readonly file: string | null;
  /** The team's own file, with what the files that it extends say of images, mirrors and exclusions. */
  readonly config: Config;
  /** The machines that workloads are meant for, or null where nothing names them. */
  readonly fleet: Fleet | null;
  /** The team's own rows beside the compatibility tables, or null. */
  readonly matrices: TeamMatrices | null;
  /** Folders of rules in force: of the call, and of every file of the chain. */
  readonly ruleFolders: readonly string[];
  /** Every file that the policy and the fleet were read from, the shipped ones left out. */
  readonly files: readonly string[];
  /** Rules of the team's own folders, with their texts. */
  readonly teamRules: readonly RuleFile[];
  readonly rules: readonly RuleCore[];
}

/** Finds, reads, validates and resolves. Every problem is reported at once, with file, place and what was expected. */
export async function loadConfiguration(request: ConfigurationRequest): Promise<Configuration> {
  const catalog = loadCatalog();
  const file = request.config ?? findConfig(request.cwd, request.source);
  const own = file === null ? null : await readLink(file, request.source);
  const { policy, source } = request;
  const { basis, links } = await followChain({ policy, own, source, shipped: catalog.policies });
  const configs = links.map(({ config }) => config);
  const folders = [...new Set([...request.ruleFolders, ...links.flatMap(foldersOf)])];
  const teamRules = await readTeamRules(folders, request.source, catalog.rules);
  const rules = [...catalog.rules, ...teamRules.map((team) => team.core)];
  await assertUsable(links, rules);
  const said = sayOfChain(links);
  const fleet = request.fleet ?? (await readFleet(said.fleet, request.source));
  const matrices = await readMatrices(said.matrices, request.source);
  const resolved = resolvePolicy(basis, configs, rules, {
    failOn: request.failOn ?? undefined,
    fleet: fleet !== null,
  });
  if (!resolved.ok)
    throw new UsageError(
      'the policy cannot be used',
      resolved.problems.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  const cores = teamRules.map((team) => team.core);
  const decisive = [catalog.digest, basis, configs, cores, request.failOn, fleet];
  const digest = createHash('sha256')
    .update(JSON.stringify(matrices === null ? decisive : [...decisive, matrices]))
    .digest('hex');
  return {
    policy: resolved.policy,
    policyDigest: `sha256:${digest}`,
    policySource: links.map(({ from }) => from).join(' + '),
    file,
    config: { ...own?.config, ...said },
    fleet,
    matrices,
    ruleFolders: folders,
    files: [
      ...links.filter(({ shipped }) => !shipped).map(({ from }) => from),
      ...(said.fleet === undefined ? [] : [said.fleet]),
      ...(said.matrices === undefined ? [] : [said.matrices]),
    ],
    teamRules: teamRules.map((team) => team.file),
    rules,
  };
}

/** Loaded only where a team's file is: a check by a shipped policy compiles no schema. */
async function assertUsable(links: readonly ChainLink[], rules: readonly RuleCore[]): Promise<void> {
  if (links.every(({ shipped }) => shipped)) return;
  const { policyProblems } = await import('./policy-problems.ts');
  const problems = policyProblems(links, rules);
  if (problems.length > 0) throw new UsageError('the policy cannot be used', problems.map(problemLine));
}

/** Loaded only where a fleet is named. */
async function readFleet(path: string | undefined, source: FileSource): Promise<Fleet | null> {
  if (path === undefined) return null;
  const { readFleetFile } = await import('../machines/fleet-file.ts');
  return readFleetFile(path, source);
}

/** Loaded only where a file is named. */
async function readMatrices(path: string | undefined, source: FileSource): Promise<TeamMatrices | null> {
  if (path === undefined) return null;
  const { readTeamMatrices } = await import('../machines/team-matrices.ts');
  return readTeamMatrices(path, source);
}

async function readLink(from: string, source: FileSource): Promise<ChainLink> {
  const { value: config, root } = await readConfigFile(from, source);
  return { from, shipped: false, config, root };
}

/** A file names its folders of rules beside itself. */
function foldersOf({ from, config }: ChainLink): readonly string[] {
  return (config.ruleFolders ?? []).map((folder) => besideFile(from, folder));
}

/** The nearest paddle-verify.yaml upwards, or null. */
export function findConfig(cwd: string, source: FileSource): string | null {
  let folder = resolve(cwd);
  for (let up = ''; ; up += '../') {
    const found = CONFIG_NAMES.find((name) => source.exists(`${up}${name}`));
    if (found !== undefined) return `${up}${found}`;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}
