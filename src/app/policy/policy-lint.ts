import { basename } from 'node:path';
import { diskSource } from '../../adapters/files/disk-source.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import type { RuleCore } from '../../rules/rule.ts';
import { loadCatalog } from '../catalog.ts';
import { findConfig } from './configuration.ts';
import type { Streams } from '../call/deliver.ts';
import { nearestNames } from '../call/did-you-mean.ts';
import { exampleProblems } from '../explain/example-problems.ts';
import { besideFile, shippedName, SHIPPED_POLICIES, type ChainLink } from './policy-chain.ts';
import { policyProblems } from './policy-problems.ts';
import { inspectConfig, inspectTeamRules } from './team-files.ts';
import { UsageError } from '../call/usage-error.ts';
import { waiverProblems } from './waiver-problems.ts';
import { placeOf, problemLine, type FileProblem } from './yaml-file.ts';

export interface PolicyLintCall {
  readonly cwd: string;
  /** The file to lint; null: the one found upwards. */
  readonly file: string | null;
  readonly ruleFolders: readonly string[];
  /** Milliseconds since 1970: waivers expire against it. */
  readonly at: number;
  readonly format: 'text' | 'json';
  readonly streams: Streams;
}

/** What keeps a policy from being used, and what it promised and no longer holds. */
export interface LintResult {
  readonly files: readonly string[];
  /** The policy cannot be used as it stands. */
  readonly errors: readonly FileProblem[];
  /** It can, but a `check` would report a finding about it. */
  readonly findings: readonly FileProblem[];
}

/** `paddle-verify policy lint`: 2 when the policy cannot be used, 1 when a waiver has expired, 0 when all is well. */
export async function runPolicyLint(call: PolicyLintCall): Promise<ExitCode> {
  const source = diskSource(call.cwd, ['/']);
  const file = call.file ?? findConfig(call.cwd, source);
  if (file === null)
    throw new UsageError('there is no paddle-verify.yaml here or in a folder above', [
      'right: paddle-verify policy init (writes one), or paddle-verify policy lint FILE',
    ]);
  if (!source.exists(file)) throw new UsageError(`${file}: there is no such file`);
  const result = await lintPolicy(file, source, call);
  const text = call.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : render(result);
  call.streams.stdout.write(text);
  return result.errors.length > 0 ? 2 : result.findings.length > 0 ? 1 : 0;
}

/** Everything at once: YAML, schema, chain, folders of rules, rules and options that are named, and waivers. */
export async function lintPolicy(
  file: string,
  source: FileSource,
  { ruleFolders, at }: Pick<PolicyLintCall, 'ruleFolders' | 'at'>,
): Promise<LintResult> {
  const shipped = loadCatalog().rules;
  const { links, problems } = await lintChain(file, source);
  const own = links.flatMap(({ from, config, root }) =>
    (config.ruleFolders ?? []).map((folder, index) => ({
      folder: besideFile(from, folder),
      named: { path: from, ...placeOf(root, ['ruleFolders', index]) },
    })),
  );
  const folders = [...new Set([...ruleFolders, ...own.map(({ folder }) => folder)])];
  const team = await inspectTeamRules(folders, source, shipped);
  const rules: readonly RuleCore[] = [...shipped, ...team.rules.map(({ core }) => core)];
  // A folder that is missing is a fault of the line that names it.
  const folderProblems = team.problems.map((problem) => {
    const named = own.find(({ folder }) => folder === problem.path)?.named;
    return named === undefined
      ? problem
      : { ...problem, ...named, message: `${problem.path}: ${problem.message}` };
  });
  const files = links.map(({ from }) => from);
  return {
    files: files.includes(file) ? files : [...files, file],
    errors: inOrder([
      ...problems,
      ...folderProblems,
      ...(await exampleProblems(team.rules, rules, at)),
      ...policyProblems(links, rules),
      ...links.flatMap((link) => imageProblems(link, source)),
    ]),
    findings: inOrder(waiverProblems(links, rules, at)),
  };
}

/** As one reads: by file, then from the top. */
function inOrder(problems: readonly FileProblem[]): readonly FileProblem[] {
  return [...problems].sort((a, b) =>
    a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1,
  );
}

/** The file and all that it extends, as far as they can be read. */
async function lintChain(
  file: string,
  source: FileSource,
): Promise<{ readonly links: readonly ChainLink[]; readonly problems: readonly FileProblem[] }> {
  const links: ChainLink[] = [];
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  for (let next: string | null = file; next !== null;) {
    const from: string = next;
    seen.add(from);
    const { rest, root, problems: own } = await inspectConfig(from, source);
    problems.push(...own);
    if (rest === null) break;
    const link: ChainLink = { from, shipped: false, config: rest, root };
    links.unshift(link);
    const wrong = extendsProblem(link, seen, source);
    if (wrong !== null) problems.push(wrong);
    next = wrong === null ? parentOf(link) : null;
  }
  return { links, problems };
}

function parentOf({ from, config }: ChainLink): string | null {
  const name = config.extends ?? 'baseline';
  return shippedName(name) === undefined ? besideFile(from, name) : null;
}

function extendsProblem(link: ChainLink, seen: ReadonlySet<string>, source: FileSource): FileProblem | null {
  const parent = parentOf(link);
  if (parent === null) return null;
  const circle = seen.has(parent);
  if (!circle && source.exists(parent)) return null;
  const name = link.config.extends ?? '';
  const near = nearestNames(basename(name), SHIPPED_POLICIES);
  return {
    path: link.from,
    ...placeOf(link.root, ['extends']),
    message: circle ? `extends: "${name}" turns in a circle` : `extends: there is no policy "${name}"`,
    expected:
      near.length > 0
        ? `perhaps ${near.join(' or ')}`
        : `one of ${SHIPPED_POLICIES.join(', ')}, or the path of a policy file`,
    example: 'extends: production',
  };
}

/** A Dockerfile that `images:` names and that is not there leaves every rule about that image unchecked. */
function imageProblems({ from, config, root }: ChainLink, source: FileSource): readonly FileProblem[] {
  return Object.entries(config.images ?? {}).flatMap(([name, { dockerfile }]) => {
    if (dockerfile === undefined || source.exists(besideFile(from, dockerfile))) return [];
    return [
      {
        path: from,
        ...placeOf(root, ['images', name, 'dockerfile']),
        message: `images.${name}.dockerfile: there is no file ${besideFile(from, dockerfile)}`,
        expected: `a path relative to the folder of ${from}`,
        example: `${name}: { dockerfile: docker/Dockerfile }`,
      },
    ];
  });
}

function render({ files, errors, findings }: LintResult): string {
  const list = files.join(', ');
  if (errors.length + findings.length === 0) return `${list}: nothing wrong\n`;
  const lines = [...errors, ...findings].map(problemLine);
  const counts = [
    ...(errors.length > 0 ? [`${String(errors.length)} that keep the policy from being used`] : []),
    ...(findings.length > 0 ? [`${String(findings.length)} that check would report`] : []),
  ];
  return `${[...lines, '', `${list}: ${counts.join(', ')}`].join('\n')}\n`;
}
