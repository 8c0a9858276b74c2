import type { Instruction, Pair } from '../../syntax/dockerfile/instruction.ts';
import { chainOf, type Build, type BuildStage } from './stages.ts';
import {
  declareArgument,
  resolve,
  setEnvironment,
  type KnownVariable,
  type Resolved,
  type Variables,
} from './variables.ts';

/** One instruction of a stage, with what is in scope when it runs. */
export interface Step {
  readonly stage: BuildStage;
  readonly instruction: Instruction;
  /** Before the instruction. It changes after the step: take what is needed at once. */
  readonly variables: ReadonlyMap<string, KnownVariable>;
  /** Why a name that is set nowhere in the file may still have a value, or null when it cannot. */
  readonly elsewhere: string | null;
  /** Absolute path. */
  readonly workdir: string;
  /** What runs the shell form: `/bin/sh -c`, or the words of SHELL. */
  readonly shell: readonly string[];
  /** ENV and ARG that this very instruction sets. */
  readonly set: readonly Assignment[];
  readonly expand: (text: string) => Resolved;
}

export interface Assignment {
  readonly kind: 'ENV' | 'ARG';
  readonly pair: Pair;
  readonly name: string;
  readonly resolved: Resolved | null;
}

interface State {
  variables: Variables;
  workdir: string;
  shell: readonly string[];
}

const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];
/** More names than any image has; what is set beyond them counts as unknown. */
const MOST_VARIABLES = 5000;

/** Goes through all stages in the order of the file; a stage begins where the one that it is built on ended. */
export function walk(
  build: Build,
  buildArgs: Readonly<Record<string, string>>,
  visit: (step: Step) => void,
): void {
  const ends: State[] = [];
  for (const stage of build.stages) {
    const inherited = stage.base.kind === 'stage' ? ends[stage.base.index] : undefined;
    const state: State = {
      variables: new Map(inherited?.variables),
      workdir: inherited?.workdir ?? '/',
      shell: inherited?.shell ?? DEFAULT_SHELL,
    };
    const root = chainOf(build.stages, stage.index)[0];
    const elsewhere = root?.base.kind === 'scratch' ? null : BY_BASE;
    for (const instruction of stage.instructions)
      visit(take({ stage, instruction, build, elsewhere, buildArgs }, state));
    ends.push(state);
  }
}

const BY_BASE = 'the base image may set it';

interface Taking {
  readonly stage: BuildStage;
  readonly instruction: Instruction;
  readonly build: Build;
  readonly elsewhere: string | null;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** The step of an instruction; the state moves on past it. */
function take({ stage, instruction, build, elsewhere, buildArgs }: Taking, state: State): Step {
  const { escape } = build.tree;
  const { workdir, shell } = state;
  const { keyword, words } = instruction;
  let set: readonly Assignment[] = [];
  if (keyword === 'ARG')
    set = takeArguments(instruction, state, { escape, buildArgs, outer: build.outer, elsewhere });
  else if (keyword === 'ENV' && state.variables.size < MOST_VARIABLES)
    set = setEnvironment(state.variables, instruction, escape, elsewhere).map((one) => ({
      kind: 'ENV',
      ...one,
    }));
  else if (keyword === 'SHELL' && instruction.json) state.shell = words.map((word) => word.text);
  const expand = (text: string): Resolved => resolve(text, escape, state.variables, elsewhere);
  if (keyword === 'WORKDIR')
    state.workdir = joinPath(workdir, expand(words[0]?.text ?? '').value ?? UNKNOWN_FOLDER);
  const { variables } = state;
  return { stage, instruction, variables, elsewhere, workdir, shell, set, expand };
}

function takeArguments(
  { pairs }: Instruction,
  { variables }: State,
  options: Parameters<typeof declareArgument>[2],
): readonly Assignment[] {
  if (variables.size >= MOST_VARIABLES) return [];
  return pairs.map((pair) => {
    declareArgument(variables, pair, options);
    const known = variables.get(pair.name.text);
    const resolved: Resolved | null =
      known === undefined || pair.value === null
        ? null
        : { value: known.value, reason: known.why, from: known.from, missing: known.missing };
    return { kind: 'ARG', pair, name: pair.name.text, resolved };
  });
}

/** Stands for a folder whose name cannot be told; no file lies below it. */
const UNKNOWN_FOLDER = '\0';

/** `path` seen from `folder`, as an absolute path without `.`, `..` and empty parts. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
