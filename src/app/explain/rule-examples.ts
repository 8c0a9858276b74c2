import type { RunResult } from '../../engine/assemble.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { OutcomeWord } from '../../findings/outcome.ts';
import type { Config } from '../../rules/config.ts';
import { resolvePolicy } from '../../rules/policy.ts';
import type { RuleCore, RuleExample } from '../../rules/rule.ts';
import type { Configuration } from '../policy/configuration.ts';
import { readFleetFile } from '../machines/fleet-file.ts';
import { judgeSource, type TreeRequest } from '../check/judge-tree.ts';

/** Worst first: what a rule came to over all its judgements. */
const WORST: readonly OutcomeWord[] = ['fail', 'error', 'notChecked', 'pass', 'notApplicable'];

export interface ExampleRun {
  readonly run: RunResult;
  /** `none`: the rule met nothing that it judges. */
  readonly outcome: OutcomeWord | 'none';
  /** Ids of the messages that the rule failed with. */
  readonly messages: readonly string[];
}

/**
 * One example of a rule, through the readers, the engine and the policy that `check` uses. `all` is every rule in force:
 * waivers of an example are waivers of other rules. `at` is in milliseconds since 1970.
 */
export async function runExample(
  id: string,
  example: RuleExample,
  all: readonly RuleCore[],
  at: number,
): Promise<ExampleRun> {
  const { run } = await judgeSource(
    requestFor(example, at),
    memorySource(example.files),
    configurationOf(id, example, all),
    () => [],
  );
  const counts = run.tally.counts.get(id);
  const found = run.tally.findings.filter(({ rule }) => rule === id);
  return {
    run,
    outcome: WORST.find((word) => (counts?.[word] ?? 0) > 0) ?? 'none',
    messages: [...new Set(found.map(({ message }) => message))],
  };
}

const NOWHERE = { once: () => undefined, write: () => true };

// An example names files only, never `-`: nobody reads this. A stream of Node would be I/O, which has no place here.
const NO_INPUT = {} as NodeJS.ReadableStream;

function requestFor(example: RuleExample, at: number): TreeRequest {
  return {
    cwd: '/',
    targets: Object.keys(example.files),
    policy: null,
    config: null,
    configFrom: null,
    ruleFolders: [],
    failOn: null,
    fleet: null,
    exclude: [],
    buildArgs: example.buildArgs ?? {},
    variables: {},
    at,
    inlineWaivers: true,
    allowNoSubject: true,
    stdinName: '<stdin>',
    streams: { stdout: NOWHERE, stderr: NOWHERE, stdin: NO_INPUT, env: {} },
    progress: false,
  };
}

/** Every rule is on, whatever its level. */
function configurationOf(id: string, example: RuleExample, rules: readonly RuleCore[]): Configuration {
  const everything: Config = { rules: Object.fromEntries(rules.map((rule) => [rule.id, {}])) };
  // A paddle-verify.yaml as a value; what it names wrongly shows in the outcome.
  const config = (example.config ?? {}) as Config;
  const options: Config =
    example.options === undefined ? {} : { rules: { [id]: { options: example.options } } };
  const resolved = resolvePolicy('audit', [everything, config, options], rules);
  if (!resolved.ok) throw new Error(resolved.problems[0]?.message);
  return {
    policy: resolved.policy,
    policyDigest: 'sha256:0',
    policySource: 'example',
    file: 'paddle-verify.yaml',
    config,
    fleet: config.fleet === undefined ? null : readFleetFile(config.fleet, memorySource(example.files)),
    matrices: null,
    ruleFolders: [],
    files: [],
    teamRules: [],
    rules,
  };
}

/** A folder that exists only in the example. */
function memorySource(files: Readonly<Record<string, string>>): FileSource {
  const paths = Object.keys(files).sort();
  const isFolder = (path: string): boolean => paths.some((file) => file.startsWith(`${path}/`));
  return {
    read: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined
        ? { ok: false, reason: 'missing', detail: `${path} does not exist` }
        : { ok: true, bytes: new TextEncoder().encode(text), digest: 'sha256:0' };
    },
    exists: (path) => Object.hasOwn(files, path) || isFolder(path),
    isFolder,
    list: (path) =>
      paths
        .filter((file) => file === path || file.startsWith(`${path}/`))
        .map((file) => ({ path: file, problem: null })),
  };
}
