import { checks } from '../../checks/index.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { Config } from '../../rules/config.ts';
import { coreOf, type RuleCore, type RuleFile } from '../../rules/rule.ts';
import type { DataProblem } from '../../schema/validate.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { loadTexts } from '../catalog.ts';
import { rightConfig, rightRule } from './right-examples.ts';
import { UsageError } from '../call/usage-error.ts';
import { openYaml, placeOf, plainValue, problemAt, problemLine, type FileProblem } from './yaml-file.ts';

export interface InspectedConfig {
  /** Null when the file cannot be used. */
  readonly value: Config | null;
  /** What is left of it without the faulty parts: good for finding further faults, never for judging. */
  readonly rest: Config | null;
  readonly root: YamlNode | null;
  readonly problems: readonly FileProblem[];
}

/** One configuration or policy file, or everything that is wrong with it. */
export async function inspectConfig(path: string, source: FileSource): Promise<InspectedConfig> {
  const { root, problems } = openYaml(path, source);
  if (problems.length > 0) return { value: null, rest: null, root, problems };
  const { validateConfig } = await import('../../rules/validate.ts');
  const data = root === null ? {} : plainValue(root);
  const validated = validateConfig(data);
  if (validated.ok) return { value: validated.value, rest: validated.value, root, problems };
  const rest = validateConfig(withoutFaults(data, validated.problems));
  return {
    value: null,
    rest: rest.ok ? rest.value : null,
    root,
    problems: validated.problems.map((problem) => problemAt(path, root, problem, rightConfig(problem.path))),
  };
}

/** Leaves out a faulty entry of a map, and any other key with a fault in it whole: places in lists must not shift. */
function withoutFaults(data: unknown, problems: readonly DataProblem[]): unknown {
  if (typeof data !== 'object' || data === null) return {};
  const rest = structuredClone(data) as Record<string, unknown>;
  for (const { path } of problems) {
    const [key, entry] = path.map(String);
    if (key === undefined) continue;
    const value = rest[key];
    const inMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (inMap && entry !== undefined) Reflect.deleteProperty(value, entry);
    else Reflect.deleteProperty(rest, key);
  }
  return rest;
}

/** Reads and validates one configuration or policy file; throws a UsageError with every problem. */
export async function readConfigFile(
  path: string,
  source: FileSource,
): Promise<{ readonly value: Config; readonly root: YamlNode | null }> {
  const { value, root, problems } = await inspectConfig(path, source);
  if (value === null) throw new UsageError(`${path} cannot be used`, problems.map(problemLine));
  return { value, root };
}

export interface TeamRule {
  readonly file: RuleFile;
  readonly core: RuleCore;
}

/** A rule with its place, so that complaints about it can name one. */
export interface PlacedRule extends TeamRule {
  readonly path: string;
  readonly root: YamlNode | null;
}

export interface InspectedRules {
  readonly rules: readonly PlacedRule[];
  readonly problems: readonly FileProblem[];
}

/** Every rule of a team's folders, and everything that is wrong with them. Ids and codes of shipped rules are taken. */
export async function inspectTeamRules(
  folders: readonly string[],
  source: FileSource,
  shipped: readonly RuleCore[],
): Promise<InspectedRules> {
  if (folders.length === 0) return { rules: [], problems: [] };
  const { validateRule } = await import('../../rules/validate.ts');
  const rules: PlacedRule[] = [];
  const problems: FileProblem[] = [];
  for (const folder of folders) {
    const paths = ruleFiles(folder, source);
    if (paths.length === 0) problems.push(noRules(folder, source));
    for (const path of paths) {
      const opened = openYaml(path, source);
      problems.push(...opened.problems);
      if (opened.problems.length > 0) continue;
      const { root } = opened;
      const validated = validateRule(plainValue(root), path.replace(/\.ya?ml$/, ''), checks);
      if (validated.ok) rules.push({ path, root, file: validated.value, core: coreOf(validated.value) });
      else
        problems.push(
          ...validated.problems.map((problem) =>
            problemAt(path, root, problem, rightRule(problem.path, problem.message)),
          ),
        );
    }
  }
  return {
    rules,
    problems: [...problems, ...takenNames(rules, shipped), ...missingMessages(rules, shipped)],
  };
}

/** Reads and validates every rule of a team's folders; throws a UsageError with every problem. */
export async function readTeamRules(
  folders: readonly string[],
  source: FileSource,
  shipped: readonly RuleCore[],
): Promise<readonly TeamRule[]> {
  const { rules, problems } = await inspectTeamRules(folders, source, shipped);
  if (problems.length > 0) throw new UsageError('a rule cannot be used', problems.map(problemLine));
  return rules;
}

function ruleFiles(folder: string, source: FileSource): readonly string[] {
  if (!source.isFolder(folder)) return [];
  return source
    .list(folder, { exclude: [] })
    .map(({ path }) => path)
    .filter((path) => /\.ya?ml$/.test(path));
}

/** A misspelt folder must not silently mean "no rules". */
function noRules(folder: string, source: FileSource): FileProblem {
  const there = source.isFolder(folder);
  return {
    path: folder,
    line: 1,
    column: 1,
    message: there ? 'the folder holds no rule' : 'there is no such folder of rules',
    expected: 'a folder with <family>/<name>.yaml files',
    example: `${folder.replace(/\/$/, '')}/team/has-owner-label.yaml`,
  };
}

/** A check fails with ids of messages: those that the shipped rules of the same check have. */
function missingMessages(rules: readonly PlacedRule[], shipped: readonly RuleCore[]): readonly FileProblem[] {
  if (rules.length === 0) return [];
  const texts = loadTexts('en');
  return rules.flatMap(({ file, path, root }) => {
    const same = shipped.filter(({ check }) => check === file.check);
    const needed = new Set(same.flatMap(({ id }) => Object.keys(texts[id]?.messages ?? {})));
    // Shipped rules may share a check, each with its own messages: then any of theirs will do.
    const lacking = same.length > 1 ? [] : [...needed].filter((id) => !Object.hasOwn(file.messages, id));
    return lacking.map((id) => ({
      path,
      ...placeOf(root, ['messages']),
      message: `messages: "${id}" is missing, with which the check ${file.check} can fail`,
      expected: `the keys ${[...needed].join(', ')}`,
      example: `${id}: { en: "…", zh: "…" }`,
    }));
  });
}

function takenNames(rules: readonly PlacedRule[], shipped: readonly RuleCore[]): readonly FileProblem[] {
  const taken = new Map(
    shipped.flatMap(({ id, code }) => [id, code].map((name) => [name, 'a shipped rule'])),
  );
  const problems: FileProblem[] = [];
  for (const { core, path, root } of rules) {
    for (const key of ['id', 'code'] as const) {
      const name = core[key];
      const by = taken.get(name);
      if (by !== undefined)
        problems.push({
          path,
          ...placeOf(root, [key]),
          message: `${key}: "${name}" is taken by ${by}`,
          expected: 'an id and a code of your own',
          example: key === 'id' ? 'id: team/has-owner-label' : 'code: TEAM0001',
        });
      taken.set(name, path);
    }
  }
  return problems;
}
