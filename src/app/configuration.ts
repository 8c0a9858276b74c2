import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { checks } from '../checks/index.ts';
import type { FileSource } from '../facts/file-source.ts';
import type { Config } from '../rules/config.ts';
import { resolvePolicy, type Policy } from '../rules/policy.ts';
import type { RuleCore, RuleFile } from '../rules/rule.ts';
import type { Severity } from '../findings/severity.ts';
import { loadCatalog } from './catalog.ts';
import { readConfigFile, readTeamRules } from './team-files.ts';
import { UsageError } from './usage-error.ts';

export const CONFIG_NAMES = ['paddle-verify.yaml', '.paddle-verify.yaml', 'paddle-verify.yml'] as const;
const SHIPPED = ['baseline', 'production', 'audit'] as const;
type Shipped = (typeof SHIPPED)[number];

export interface ConfigurationRequest {
  readonly cwd: string;
  /** Name of a shipped policy or path of a file; wins over the `extends` of the team's file. */
  readonly policy: string | null;
  /** Path of the team's file, instead of the one found upwards. */
  readonly config: string | null;
  readonly ruleFolders: readonly string[];
  readonly failOn: Severity | 'never' | null;
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
  readonly config: Config;
  /** Rules of the team's own folders, with their texts. */
  readonly teamRules: readonly RuleFile[];
  readonly rules: readonly RuleCore[];
}

/** Finds, reads, validates and resolves. Every problem is reported at once, with file, place and what was expected. */
export async function loadConfiguration(request: ConfigurationRequest): Promise<Configuration> {
  const catalog = loadCatalog();
  const file = request.config ?? findConfig(request.cwd, request.source);
  const config = file === null ? {} : (await readConfigFile(file, request.source)).value;
  const chain = await chainOf(request, config, file, catalog.policies);
  const folders = [
    ...request.ruleFolders,
    ...(config.ruleFolders ?? []).map((folder) => besideFile(file, folder)),
  ];
  const teamRules = await readTeamRules(folders, request.source, catalog.rules);
  const rules = [...catalog.rules, ...teamRules.map((team) => team.core)];
  const resolved = resolvePolicy(chain.basis, chain.configs, rules, { failOn: request.failOn ?? undefined });
  if (!resolved.ok) {
    throw new UsageError(
      `the policy cannot be used`,
      resolved.problems.map(
        ({ path, message, expected }) =>
          `${file ?? 'policy'}: ${path.join('.')}: ${message}; expected ${expected}`,
      ),
    );
  }
  await assertOptions(resolved.policy, file);
  const digest = createHash('sha256')
    .update(JSON.stringify([catalog.digest, chain, teamRules.map((team) => team.core), request.failOn]))
    .digest('hex');
  return {
    policy: resolved.policy,
    policyDigest: `sha256:${digest}`,
    policySource: [chain.source, ...(file === null ? [] : [file])].join(' + '),
    file,
    config,
    teamRules: teamRules.map((team) => team.file),
    rules,
  };
}

function findConfig(cwd: string, source: FileSource): string | null {
  let folder = resolve(cwd);
  for (let up = ''; ; up += '../') {
    const found = CONFIG_NAMES.find((name) => source.exists(`${up}${name}`));
    if (found !== undefined) return `${up}${found}`;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}

function besideFile(file: string | null, path: string): string {
  return file === null ? path : join(dirname(file), path).replaceAll('\\', '/');
}

interface Chain {
  readonly basis: Shipped;
  readonly configs: readonly Config[];
  readonly source: string;
}

/** From the shipped policy at the root of `extends` to the team's own file. `--policy` replaces the root. */
async function chainOf(
  request: ConfigurationRequest,
  config: Config,
  file: string | null,
  policies: Readonly<Record<string, Config>>,
): Promise<Chain> {
  const configs: Config[] = file === null ? [] : [config];
  let next = request.policy ?? config.extends ?? 'baseline';
  let from = request.policy === null ? file : null;
  for (let depth = 0; depth < 8; depth++) {
    const shipped = SHIPPED.find((name) => name === next);
    if (shipped !== undefined) {
      const root = policies[shipped];
      return { basis: shipped, configs: root === undefined ? configs : [root, ...configs], source: shipped };
    }
    const path = besideFile(from, next);
    if (!request.source.exists(path)) throw unknownPolicy(next);
    const { value } = await readConfigFile(path, request.source);
    configs.unshift(value);
    next = value.extends ?? 'baseline';
    from = path;
  }
  throw new UsageError('the chain of `extends` is longer than 8 or turns in a circle', [
    `start: ${request.policy ?? file ?? 'baseline'}`,
  ]);
}

function unknownPolicy(name: string): UsageError {
  return new UsageError(`there is no policy "${name}"`, [
    `expected: one of ${SHIPPED.join(', ')}, or the path of a policy file; make one with \`paddle-verify policy init\``,
  ]);
}

async function assertOptions(policy: Policy, file: string | null): Promise<void> {
  if (!policy.selected.some((choice) => choice.optionsChanged)) return;
  const { validateOptions } = await import('../rules/validate.ts');
  const problems = validateOptions(policy.selected, checks);
  if (problems.length === 0) return;
  throw new UsageError(
    'options of a rule cannot be used',
    problems.map(
      ({ path, message, expected }) =>
        `${file ?? 'policy'}: ${path.join('.')}: ${message}; expected ${expected}`,
    ),
  );
}
