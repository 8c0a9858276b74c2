import type { ImageRole } from '../../facts/image.ts';
import { entriesOf, entryOf, getNode, isMap, itemsOf, scalarOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import type { Reader } from '../port.ts';
import { CiFile } from './ci-file.ts';
import { readIncludes } from './gitlab-includes.ts';
import { jobsOf, type GitlabJob } from './gitlab-jobs.ts';
import { scanJobScript, type ScriptBudget, type ShellVariables } from './gitlab-scripts.ts';
import { changedByRules, fillVariables, matrixOf, variable, type VariableScope } from './gitlab-variables.ts';
import { distinct, type Combination } from './value.ts';
import { usedNames, VariableMaps } from './variable-maps.ts';

/** GitLab applies merge keys, as compose does; no other value of ours depends on the dialect. */
const MERGES = 'compose';

type Scopes = (combination: Combination) => VariableScope;

/** GitLab CI files: images of jobs and services, and containers that scripts run. */
export const readGitlabCi: Reader = (file, context) => {
  const ci = new CiFile(file, context, 'gitlab-ci', MERGES);
  let inputs: VariableScope['inputs'] = new Map();
  for (const { root } of ci.documents) {
    if (!isMap(root)) continue;
    const spec = getNode(root, 'spec', 'inputs');
    if (spec !== undefined) inputs = defaultsOf(spec);
    readDocument(root, inputs, ci);
  }
  const { problems, subjects, unread } = ci.collector;
  return { kind: 'gitlab-ci', problems, subjects, supporting: [], unread };
};

function defaultsOf(inputs: YamlNode): VariableScope['inputs'] {
  return new Map(entriesOf(inputs).map(({ key, value }) => [key, entryOf(value, 'default')?.value ?? null]));
}

function readDocument(root: YamlMap, inputs: VariableScope['inputs'], ci: CiFile): void {
  readIncludes(entryOf(root, 'include')?.value, ci);
  const maps = new VariableMaps();
  const global = maps.of(entryOf(root, 'variables')?.value);
  const changing = changedByRules(entryOf(root, 'workflow')?.value);
  const pipeline: Pipeline = {
    root,
    inputs,
    maps,
    global,
    changing,
    read: new Set(),
    budget: { characters: 20_000_000 },
    ci,
  };
  const jobs = jobsOf(root);
  // Hidden jobs and defaults are read where a job uses them, with its variables; those that none uses, on their own.
  const [visible, hidden] = [
    jobs.filter(({ name }) => !name.startsWith('.')),
    jobs.filter(({ name }) => name.startsWith('.')),
  ];
  for (const job of visible) readJob(job, pipeline, false);
  for (const job of hidden) readJob(job, pipeline, true);
  readJob({ name: '', node: EMPTY, parents: [] }, pipeline, true);
}

const EMPTY: YamlMap = { kind: 'map', entries: [], line: 1, column: 1 };

interface Pipeline {
  readonly root: YamlMap;
  readonly inputs: VariableScope['inputs'];
  readonly maps: VariableMaps;
  readonly global: VariableScope['maps'];
  readonly changing: ReadonlyMap<string, string>;
  /** Images and scripts that were read already. */
  readonly read: Set<YamlNode>;
  readonly budget: ScriptBudget;
  readonly ci: CiFile;
}

/** A job with the variables that it sees. */
interface Part {
  readonly section: string;
  readonly combinations: readonly Combination[];
  readonly scopes: Scopes;
  readonly ci: CiFile;
}

/** @param rest only what no other job has used. */
function readJob({ name, node, parents }: GitlabJob, pipeline: Pipeline, rest: boolean): void {
  const { root, inputs, maps, global, ci } = pipeline;
  const line = [node, ...parents];
  const own = maps.of(...line.map((one) => entryOf(one, 'variables')?.value));
  const changing = [pipeline.changing, changedByRules(node)];
  const scopes: Scopes = (combination) => ({ maps: [...own, ...global], combination, changing, inputs });
  const varied = line.find((one) => getNode(one, 'parallel', 'matrix') !== undefined) ?? node;
  const section = name === '' ? '' : `job/${name}/`;
  const part: Part = { section, combinations: matrixOf(varied), scopes, ci };
  const presets = [entryOf(root, 'default')?.value, root];
  const take = (key: string, ...from: readonly (YamlNode | undefined)[]): Taken | undefined => {
    const owner = from.find((one) => entryOf(one, key) !== undefined);
    const found = entryOf(owner, key)?.value;
    if (found === undefined || (rest && pipeline.read.has(found))) return undefined;
    pipeline.read.add(found);
    // What all jobs share goes by its own name, whichever job is read first.
    const shared = owner === root ? '' : owner === presets[0] ? 'default/' : section;
    return { node: found, section: shared };
  };
  const image = take('image', ...line, ...presets);
  if (image !== undefined) readImage(image.node, `${image.section}image`, 'ci-job', part);
  const services = take('services', ...line, ...presets);
  for (const service of itemsOf(services?.node))
    readImage(service, `${services?.section ?? ''}service`, 'ci-service', part);
  const [before, script] = [take('before_script', ...line, ...presets), take('script', ...line)];
  readScripts([before?.node, script?.node], part, pipeline.budget);
  // A shell of its own, which sees none of what the script has set.
  readScripts([take('after_script', ...line, ...presets)?.node], part, pipeline.budget);
  readIncludes(getNode(node, 'trigger', 'include'), ci);
}

interface Taken {
  readonly node: YamlNode;
  /** Of ids: where it is written. */
  readonly section: string;
}

/** `image: NAME` or `image: {name: NAME, docker: {platform: …}, pull_policy: …}`; a service is the same. */
function readImage(node: YamlNode, id: string, role: ImageRole, part: Part): void {
  const { combinations, scopes, ci } = part;
  if (node.tag === '!reference') {
    const advice = 'write the image out, or use extends';
    ci.collector.leaveUnread(id, '!reference takes the image from another job', advice, node);
    return;
  }
  const name = isMap(node) ? entryOf(node, 'name')?.value : node;
  const scalar = scalarOf(name);
  if (scalar === undefined) {
    ci.wrongType(name ?? node, id, 'an image: image: registry.example.com/team/app:1.4.2');
    return;
  }
  const values = distinct(combinations, (combination) => fillVariables(scalar.source, scopes(combination)));
  const platform = textOf(getNode(node, 'docker', 'platform')) ?? null;
  const pullPolicy = policyOf(entryOf(node, 'pull_policy')?.value);
  ci.image({ id, scalar, role, platform, pullPolicy, values });
}

const POLICIES: ReadonlyMap<string, string> = new Map([
  ['always', 'Always'],
  ['if-not-present', 'IfNotPresent'],
  ['never', 'Never'],
]);

/** A list is tried in its order. */
function policyOf(node: YamlNode | undefined): string | null {
  const first = node?.kind === 'seq' ? node.items[0] : node;
  return POLICIES.get(textOf(first) ?? '') ?? null;
}

/** A script with more variants is read once, with the variables of the matrix unknown. */
const MAX_VARIANTS = 32;

function readScripts(sections: readonly (YamlNode | undefined)[], part: Part, budget: ScriptBudget): void {
  const { section, scopes, combinations, ci } = part;
  const visible = (text: string): readonly ShellVariables[] => {
    const names = [...usedNames(text)];
    const all = distinct(combinations, (combination) => shellVariables(names, scopes(combination)));
    if (all.length <= MAX_VARIANTS) return all;
    const several = { value: null, why: 'it takes many values (parallel: matrix)' };
    return [all[0]?.map(([name]) => [name, several] as const) ?? []];
  };
  scanJobScript(sections, section, visible, budget, ci);
}

/** The variables that a script uses and the file sets. */
function shellVariables(names: readonly string[], scope: VariableScope): ShellVariables {
  const { maps, changing, combination } = scope;
  const set = names.filter((name) => [...maps, ...changing, combination].some((map) => map.has(name)));
  return set.map((name) => {
    const { value, reason, from } = variable(name, scope);
    return [name, { value, why: value === null ? reason : (from[0] ?? name) }] as const;
  });
}
