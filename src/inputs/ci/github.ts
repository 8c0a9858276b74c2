import { entriesOf, entryOf, getNode, isMap, scalarOf, stringOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { parseShell } from '../../syntax/shell/parse.ts';
import { RUN_FLAGS } from '../container-command/flag-table.ts';
import { parseFlags } from '../container-command/flags.ts';
import type { Reader } from '../port.ts';
import { CiFile } from './ci-file.ts';
import { fillExpressions, type ExpressionScope } from './github-expression.ts';
import { matrixOf } from './github-matrix.ts';
import { readSteps, variants, writtenVariables, type StepsScope } from './github-steps.ts';
import { VariableMaps } from './variable-maps.ts';

const NONE: ReadonlySet<string> = new Set();

/** GitHub workflows, and actions (`action.yml`): images of jobs and services, and containers that steps run. */
export const readGithubWorkflow: Reader = (file, context) => {
  const ci = new CiFile(file, context, 'github-workflow', 'core');
  for (const { root } of ci.documents) {
    if (!isMap(root)) continue;
    if (entryOf(root, 'runs') !== undefined) readAction(root, ci);
    const jobs = entriesOf(entryOf(root, 'jobs')?.value);
    if (jobs.length === 0) continue;
    const workflow = { root, inputs: inputsOf(root), maps: new VariableMaps(), ci };
    for (const job of jobs) readJob(job, workflow);
  }
  const { problems, subjects, unread } = ci.collector;
  return { kind: 'github-workflow', problems, subjects, supporting: [], unread };
};

function readAction(root: YamlMap, ci: CiFile): void {
  const runs = entryOf(root, 'runs')?.value;
  const scope = {
    environments: [],
    matrix: null,
    inputs: defaultsOf(entryOf(root, 'inputs')?.value),
    written: writtenVariables(entryOf(runs, 'steps')?.value),
  };
  const steps: StepsScope = {
    ci,
    section: '',
    combinations: [new Map()],
    scope,
    maps: new VariableMaps(),
    shell: 'bash',
  };
  const image = scalarOf(entryOf(runs, 'image')?.value);
  // Any other text is the path of a Dockerfile, which is read as a file of its own.
  if (image?.source.startsWith('docker://') === true)
    ci.image({ id: 'image', scalar: image, role: 'ci-job', values: [fillExpressions(image.source, scope)] });
  readSteps(entryOf(runs, 'steps')?.value, steps);
}

function defaultsOf(inputs: YamlNode | undefined): ReadonlyMap<string, YamlNode | null> {
  return new Map(entriesOf(inputs).map(({ key, value }) => [key, entryOf(value, 'default')?.value ?? null]));
}

/** Inputs of `workflow_dispatch` and `workflow_call`. */
function inputsOf(root: YamlMap): ReadonlyMap<string, YamlNode | null> {
  const on = entryOf(root, 'on')?.value ?? entryOf(root, 'true')?.value;
  const dispatch = defaultsOf(getNode(on, 'workflow_dispatch', 'inputs'));
  const call = defaultsOf(getNode(on, 'workflow_call', 'inputs'));
  return new Map([...dispatch, ...call]);
}

interface Workflow {
  readonly root: YamlMap;
  readonly inputs: ExpressionScope['inputs'];
  readonly maps: VariableMaps;
  readonly ci: CiFile;
}

function readJob({ key, value: job }: YamlEntry, { root, inputs, maps, ci }: Workflow): void {
  const section = `job/${key}/`;
  const uses = scalarOf(entryOf(job, 'uses')?.value);
  if (uses !== undefined && !uses.source.startsWith('./'))
    ci.collector.leaveUnread(
      `reusable workflow of job ${key}`,
      `${uses.source.slice(0, 120)} is in another repository`,
      'check that repository',
      uses,
    );
  const environments = maps.of(entryOf(job, 'env')?.value, entryOf(root, 'env')?.value);
  const written = writtenVariables(entryOf(job, 'steps')?.value);
  const scope: ExpressionScope = { environments, matrix: null, inputs, written };
  const combinations = matrixOf(job);
  const steps: StepsScope = { ci, section, combinations, scope, maps, shell: shellOf(job, root) };
  // Images are pulled before any step runs.
  const early = { ...steps, scope: { ...scope, written: NONE } };
  readJobImage(entryOf(job, 'container')?.value, 'container', 'ci-job', early);
  for (const service of entriesOf(entryOf(job, 'services')?.value))
    readJobImage(service.value, `service/${service.key}`, 'ci-service', early);
  readSteps(entryOf(job, 'steps')?.value, steps);
}

/** `container: IMAGE` or `container: {image: IMAGE, options: …}`; a service is always the second. */
function readJobImage(
  node: YamlNode | undefined,
  name: string,
  role: 'ci-job' | 'ci-service',
  steps: StepsScope,
): void {
  const { ci, section } = steps;
  const image = isMap(node) ? entryOf(node, 'image')?.value : node;
  if (image === undefined) return;
  const scalar = scalarOf(image);
  if (scalar === undefined) {
    ci.wrongType(image, `${section}${name}`, 'an image: container: registry.example.com/team/app:1.4.2');
    return;
  }
  // An empty text switches the container off for that job of the matrix.
  const values = variants(steps, scalar.source, (scope) => fillExpressions(scalar.source, scope)).filter(
    ({ value }) => value === null || value.trim() !== '',
  );
  const platform = platformOf(stringOf(entryOf(node, 'options')?.value));
  ci.image({ id: `${section}${name}`, scalar, role, platform, values });
}

/** `options:` are flags of `docker create`. */
function platformOf(options: string | undefined): string | null {
  if (options === undefined || options.includes('${{')) return null;
  const { commands } = parseShell(`docker create ${options}`, { line: 1, column: 1 });
  const { flags } = parseFlags(commands[0]?.words.slice(2) ?? [], RUN_FLAGS);
  return flags.findLast(({ name }) => name === 'platform')?.value?.value ?? null;
}

/** Windows runners start PowerShell, the others bash. */
function shellOf(job: YamlNode, root: YamlMap): string {
  const named = [job, root].map((node) => stringOf(getNode(node, 'defaults', 'run', 'shell')));
  const runner = entryOf(job, 'runs-on')?.value;
  const isWindows = (textOf(runner) ?? '').includes('windows');
  return named.find((shell) => shell !== undefined) ?? (isWindows ? 'pwsh' : 'bash');
}
