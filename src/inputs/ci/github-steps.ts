import { entryOf, itemsOf, scalarOf, stringOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import { FilledText } from '../../syntax/shell/filled-text.ts';
import type { ShellVariable } from '../../syntax/shell/types.ts';
import { scanScript } from '../container-command/scan-script.ts';
import type { CiFile } from './ci-file.ts';
import { evaluate, expressionsIn, fillExpressions, type ExpressionScope } from './github-expression.ts';
import { distinct, type Combination } from './value.ts';
import { usedNames, type VariableMap, type VariableMaps } from './variable-maps.ts';

export interface StepsScope {
  readonly ci: CiFile;
  /** Below the file, for ids: `job/test/`. */
  readonly section: string;
  readonly combinations: readonly Combination[] | null;
  readonly scope: ExpressionScope;
  readonly maps: VariableMaps;
  /** Shell of steps that name none. */
  readonly shell: string;
}

const MENTIONS = /\b(?:docker|podman|nerdctl)\b[^\n]{0,200}\b(?:run|create|pull)\b/;
const POSIX = /^(?:bash|sh|dash|zsh|ksh)\b/;
/** A run with more variants is read once, with the matrix unknown. */
const MAX_VARIANTS = 32;

/** `uses: docker://IMAGE` and `run:` of the steps of a job or a composite action. */
export function readSteps(steps: YamlNode | undefined, outer: StepsScope): void {
  for (const step of itemsOf(steps)) {
    const environments = [...outer.maps.of(entryOf(step, 'env')?.value), ...outer.scope.environments];
    const scope = { ...outer.scope, environments };
    const inner = { ...outer, scope };
    const uses = scalarOf(entryOf(step, 'uses')?.value);
    if (uses?.source.trimStart().startsWith('docker://') === true) {
      const values = variants(inner, uses.source, (one) => fillExpressions(uses.source, one));
      outer.ci.image({ id: `${outer.section}uses`, scalar: uses, role: 'ci-job', values });
    }
    const run = scalarOf(entryOf(step, 'run')?.value);
    if (run !== undefined) readRun(run, stringOf(entryOf(step, 'shell')?.value) ?? outer.shell, inner);
  }
}

/** What an evaluation of a text gives in each job of the matrix, once each. */
export function variants<T>(
  { combinations, scope }: StepsScope,
  text: string,
  evaluateIn: (one: ExpressionScope) => T,
): readonly T[] {
  if (combinations === null) return [evaluateIn({ ...scope, matrix: null })];
  // Where nothing names the matrix, all of its jobs are the same.
  const varies = text.includes('matrix.') || scope.environments.some(namesMatrix);
  const seen = varies ? combinations : combinations.slice(0, 1);
  return distinct(seen, (matrix) => evaluateIn({ ...scope, matrix }));
}

const MATRIX_MAPS = new WeakMap<VariableMap, boolean>();

function namesMatrix(map: VariableMap): boolean {
  let names = MATRIX_MAPS.get(map);
  if (names === undefined) {
    names = [...map.values()].some((node) => textOf(node)?.includes('matrix.') === true);
    MATRIX_MAPS.set(map, names);
  }
  return names;
}

function readRun(run: YamlScalar, shell: string, steps: StepsScope): void {
  const { ci, section } = steps;
  if (!POSIX.test(shell)) {
    if (MENTIONS.test(run.source.slice(0, 1_000_000)))
      ci.collector.leaveUnread(
        `step for ${shell}`,
        `the commands of ${shell} are not read`,
        'write the step for bash (shell: bash)',
        run,
      );
    return;
  }
  const place = ci.placesOf(run);
  const names = usedVariables(run.source, steps.scope);
  const all = variants(steps, run.source, (scope) => ({
    // Compared as text: the values that this step can see.
    values: expressionsIn(run.source).map(({ inner }) => evaluate(inner, scope)),
    variables: names.map((name) => [name, shellVariable(name, scope)] as const),
  }));
  const seen = all.length <= MAX_VARIANTS ? all : [unmatrixed(run, names, steps.scope)];
  for (const { values, variables } of seen) {
    const filled = fill(run.source, values);
    const origin = (offset: number): ReturnType<typeof place> => place(filled.sourceOf(offset));
    scanScript(filled.text, origin, ci.collector, {
      section,
      holes: filled.holes,
      variables: new Map(variables),
    });
  }
}

type Values = readonly ReturnType<typeof evaluate>[];

function unmatrixed(
  run: YamlScalar,
  names: readonly string[],
  outer: ExpressionScope,
): { values: Values; variables: readonly (readonly [string, ShellVariable])[] } {
  const scope = { ...outer, matrix: null };
  return {
    values: expressionsIn(run.source).map(({ inner }) => evaluate(inner, scope)),
    variables: names.map((name) => [name, shellVariable(name, scope)] as const),
  };
}

function fill(text: string, values: Values): FilledText {
  const filled = new FilledText();
  let at = 0;
  for (const [index, { start, end, raw }] of expressionsIn(text).entries()) {
    filled.copy(text.slice(at, start), at);
    const found = values[index];
    const why =
      found?.value == null ? `${raw.slice(0, 120)}: ${found?.reason ?? ''}` : (found.from[0] ?? raw);
    filled.fill({ raw, value: found?.value ?? null, why }, start);
    at = end;
  }
  filled.copy(text.slice(at), at);
  return filled;
}

function shellVariable(name: string, scope: ExpressionScope): ShellVariable {
  const { value, reason, from } = evaluate(`env.${name}`, scope);
  return { value, why: value === null ? reason : (from[0] ?? `env ${name}`) };
}

/** Names of `env:` and of $GITHUB_ENV that the script mentions. */
function usedVariables(text: string, { environments, written }: ExpressionScope): readonly string[] {
  return [...usedNames(text)].filter(
    (name) => written.has(name) || environments.some((map) => map.has(name)),
  );
}

const WRITTEN = /(?:^|["'\s])([A-Za-z_]\w{0,100})(?:=|<<)/gm;

/** Names that steps of a job write to $GITHUB_ENV, so that later steps find other values. */
export function writtenVariables(steps: YamlNode | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of itemsOf(steps)) {
    const run = textOf(entryOf(step, 'run')?.value) ?? '';
    if (!run.includes('GITHUB_ENV')) continue;
    for (const found of run.matchAll(WRITTEN)) names.add(found[1] ?? '');
  }
  return names;
}
