import { PassThrough } from 'node:stream';
import { assembleReport } from '../../src/engine/assemble.ts';
import type { FileSource } from '../../src/facts/file-source.ts';
import type { OutcomeWord } from '../../src/findings/outcome.ts';
import type { Report } from '../../src/findings/report.ts';
import type { Configuration } from '../../src/app/configuration.ts';
import { judgeSource } from '../../src/app/judge-tree.ts';
import type { Config } from '../../src/rules/config.ts';
import { resolvePolicy } from '../../src/rules/policy.ts';
import { coreOf, textsOf, type RuleExample, type RuleFile } from '../../src/rules/rule.ts';

/** The day on which the dates of the examples were written. */
const AT = Date.parse('2026-11-23T00:00:00Z');

/** Worst first: what a rule came to over all its judgements. */
const WORST: readonly OutcomeWord[] = ['fail', 'error', 'notChecked', 'pass', 'notApplicable'];

export interface ExampleResult {
  readonly outcome: OutcomeWord | 'none';
  readonly reports: Readonly<Record<'en' | 'zh', Report>>;
}

/** One example of one rule, through the readers, the engine and the policy that `check` uses. */
export async function judgeExample(
  rule: RuleFile,
  example: RuleExample,
  all: readonly RuleFile[],
): Promise<ExampleResult> {
  const { run } = await judgeSource(
    request(example),
    memory(example.files),
    configurationOf(rule, example, all),
    () => [],
  );
  const counts = run.tally.counts.get(rule.id);
  const outcome = WORST.find((word) => (counts?.[word] ?? 0) > 0) ?? 'none';
  const reportIn = (language: 'en' | 'zh'): Report =>
    assembleReport(run, Object.fromEntries(all.map((file) => [file.id, textsOf(file, language)])), language);
  return { outcome, reports: { en: reportIn('en'), zh: reportIn('zh') } };
}

function request(example: RuleExample): Parameters<typeof judgeSource>[0] {
  const stream = new PassThrough();
  return {
    cwd: '/',
    targets: Object.keys(example.files),
    policy: null,
    config: null,
    configFrom: null,
    ruleFolders: [],
    failOn: null,
    exclude: [],
    buildArgs: example.buildArgs ?? {},
    variables: {},
    at: AT,
    inlineWaivers: true,
    allowNoSubject: true,
    stdinName: '<stdin>',
    streams: { stdout: stream, stderr: stream, stdin: stream, env: {} },
    progress: false,
  };
}

/** Every rule is on, whatever its level: waiver rules judge waivers of the others. */
function configurationOf(rule: RuleFile, example: RuleExample, all: readonly RuleFile[]): Configuration {
  const everything: Config = { rules: Object.fromEntries(all.map(({ id }) => [id, {}])) };
  const config = (example.config ?? {}) as Config;
  const options: Config =
    example.options === undefined ? {} : { rules: { [rule.id]: { options: example.options } } };
  const rules = all.map(coreOf);
  const resolved = resolvePolicy('audit', [everything, config, options], rules);
  if (!resolved.ok) throw new Error(resolved.problems[0]?.message);
  return {
    policy: resolved.policy,
    policyDigest: 'sha256:0',
    policySource: 'example',
    file: 'paddle-verify.yaml',
    config,
    teamRules: [],
    ruleFolders: [],
    files: [],
    rules,
  };
}

/** A folder that exists only in the test. */
function memory(files: Readonly<Record<string, string>>): FileSource {
  const paths = Object.keys(files).sort();
  const isFolder = (path: string): boolean => paths.some((file) => file.startsWith(`${path}/`));
  return {
    read: (path) => {
      const text = files[path];
      return text === undefined
        ? { ok: false, reason: 'missing', detail: `${path} does not exist` }
        : { ok: true, bytes: new TextEncoder().encode(text), digest: 'sha256:0' };
    },
    exists: (path) => path in files || isFolder(path),
    isFolder,
    list: (path) =>
      paths
        .filter((file) => file === path || file.startsWith(`${path}/`))
        .map((file) => ({ path: file, problem: null })),
  };
}
