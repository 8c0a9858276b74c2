import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { finish } from '../../src/app/check/check.ts';
import type { Configuration } from '../../src/app/policy/configuration.ts';
import { readContext } from '../../src/app/check/context.ts';
import { filesOfKustomizations, scanFiles } from '../../src/app/check/scan.ts';
import { checks } from '../../src/checks/index.ts';
import { bindRules } from '../../src/engine/bind.ts';
import { ruleBook, type RawFinding, type RawUnchecked } from '../../src/engine/tally.ts';
import type { FileSource } from '../../src/facts/file-source.ts';
import { resolvePolicy } from '../../src/rules/policy.ts';
import { coreOf, type RuleFile } from '../../src/rules/rule.ts';

export type Files = Readonly<Record<string, string>>;

const catalog = new URL('../../rules/catalog/', import.meta.url);
const rules = readdirSync(catalog, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => coreOf(parse(readFileSync(new URL(name, catalog), 'utf8')) as RuleFile));

/** A folder that exists only in the test. */
export function folder(files: Files): FileSource {
  return {
    read: (path) => {
      const text = files[path];
      return text === undefined
        ? { ok: false, reason: 'missing', detail: `${path} is not there` }
        : { ok: true, bytes: new TextEncoder().encode(text), digest: 'sha256:0' };
    },
    exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
    isFolder: (path) => Object.keys(files).some((file) => file.startsWith(`${path}/`)),
    list: () => [],
  };
}

export interface Judged {
  readonly findings: readonly RawFinding[];
  readonly unchecked: readonly RawUnchecked[];
  /** Judgements that threw: bugs of ours. */
  readonly errors: readonly string[];
}

/** What the whole catalogue says of a folder under a shipped policy, as `check` judges it. */
export async function judgeFolder(files: Files, basis: 'baseline' | 'production'): Promise<Judged> {
  const resolved = resolvePolicy(basis, [], rules);
  if (!resolved.ok) throw new Error('the shipped policy cannot be used');
  const { policy } = resolved;
  const book = ruleBook(bindRules(policy.selected, checks, 0));
  const source = folder(files);
  const inputs = new Set(Object.keys(files));
  const context = readContext({
    source,
    mirrors: {},
    images: {},
    buildArgs: {},
    variables: {},
    fleet: null,
    inputs,
  });
  const items = Object.keys(files).map((path) => ({ path, named: false, problem: null }));
  const configuration: Configuration = {
    policy,
    policyDigest: '',
    policySource: basis,
    file: null,
    config: {},
    teamRules: [],
    fleet: null,
    matrices: null,
    ruleFolders: [],
    files: [],
    rules,
  };
  const drawnIn = await filesOfKustomizations(items, context);
  const { tally } = finish([await scanFiles(items, { source, context, book, drawnIn })], book, {
    configuration,
    at: 0,
    inlineWaivers: false,
    allowNoSubject: true,
    evidence: 'collected now',
    machines: { facts: {}, tables: [] },
    extra: () => [],
  });
  return {
    findings: tally.findings,
    unchecked: tally.unchecked,
    errors: tally.errors.map(({ rule, cause }) => `${rule}: ${cause}`),
  };
}
