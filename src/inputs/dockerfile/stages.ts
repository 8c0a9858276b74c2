import type { Reference } from '../../reference/types.ts';
import type { DockerfileTree, Instruction, Word } from '../../syntax/dockerfile/instruction.ts';
import { resolveMention, type Unresolved } from '../resolve-mention.ts';
import { declareArgument, predefined, resolve, type Resolved, type Variables } from './variables.ts';

/** What a stage is built on. */
export type Base =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly reference: Reference; readonly resolvedFrom: readonly string[] }
  | { readonly kind: 'unresolved'; readonly unresolved: Unresolved };

export interface BuildStage {
  readonly index: number;
  /** Lower case. */
  readonly name: string | null;
  /** The word after FROM; empty when there is none. */
  readonly word: Word;
  readonly base: Base;
  /** `linux/arm64`; as written where only the build fills it in; null when there is no --platform. */
  readonly platform: string | null;
  readonly instructions: readonly Instruction[];
}

export interface Build {
  readonly tree: DockerfileTree;
  /** ARGs before the first FROM. */
  readonly outer: Variables;
  readonly outerArguments: readonly Instruction[];
  readonly stages: readonly BuildStage[];
  /** There were more stages than are looked at. */
  readonly cut: boolean;
}

/** More stages than any build has; each may hand a scope to the next one, so their number is bounded. */
const MOST_STAGES = 500;

/** Cuts a Dockerfile into stages and says what each is built on, as BuildKit resolves it. */
export function readStages(tree: DockerfileTree, buildArgs: Readonly<Record<string, string>>): Build {
  const outer = predefined(buildArgs);
  const outerArguments: Instruction[] = [];
  const stages: (BuildStage & { instructions: Instruction[] })[] = [];
  const names = new Map<string, number>();
  let cut = false;
  for (const instruction of tree.instructions) {
    if (instruction.keyword === 'FROM') {
      cut = stages.length >= MOST_STAGES;
      if (cut) break;
      const stage = readFrom(instruction, stages.length, { tree, outer, names });
      stages.push(stage);
      if (stage.name !== null) names.set(stage.name, stage.index);
    } else if (stages.length > 0) stages.at(-1)?.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') {
      outerArguments.push(instruction);
      for (const pair of instruction.pairs)
        declareArgument(outer, pair, { escape: tree.escape, buildArgs, outer: null, elsewhere: null });
    }
  }
  return { tree, outer, outerArguments, stages, cut };
}

interface Scope {
  readonly tree: DockerfileTree;
  readonly outer: Variables;
  readonly names: ReadonlyMap<string, number>;
}

function readFrom(
  instruction: Instruction,
  index: number,
  scope: Scope,
): BuildStage & { instructions: Instruction[] } {
  const { line, column } = instruction;
  const word = instruction.words[0] ?? { text: '', line, column };
  const [, as, name] = instruction.words;
  const platform = instruction.flags.find((flag) => flag.name.text === 'platform')?.value ?? null;
  return {
    index,
    name: as?.text.toLowerCase() === 'as' && name !== undefined ? name.text.toLowerCase() : null,
    word,
    base: baseOf(word, scope),
    platform:
      platform === null
        ? null
        : (resolve(platform.text, scope.tree.escape, scope.outer, null).value ?? platform.text),
    instructions: [],
  };
}

function baseOf({ text }: Word, { tree, outer, names }: Scope): Base {
  if (text === '') return { kind: 'unresolved', unresolved: NOTHING };
  const resolved = resolve(text, tree.escape, outer, null);
  const { value, from } = resolved;
  if (value === null || value === '') return { kind: 'unresolved', unresolved: openName(text, resolved) };
  // The name of an earlier stage wins over an image of the same name; its case counts here, unlike in COPY --from.
  const stage = names.get(value);
  if (stage !== undefined) return { kind: 'stage', index: stage };
  if (value === 'scratch') return { kind: 'scratch' };
  const { reference, unresolved } = resolveMention(value);
  return reference === null
    ? { kind: 'unresolved', unresolved }
    : { kind: 'image', reference, resolvedFrom: from };
}

const NOTHING: Unresolved = {
  code: 'failed',
  detail: 'FROM names no image',
  advice: 'write the image, such as FROM paddlepaddle/paddle:2.6.1',
};

const excerpt = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** A name that a build argument has to complete. */
function openName(text: string, { reason, missing }: Resolved): Unresolved {
  const names = missing.slice(0, 5);
  const detail = `FROM ${excerpt(text)}: ${reason ?? 'it expands to nothing'}`;
  const flags = names.map((name) => `--build-arg ${name}=VALUE`).join(' ');
  return {
    code: 'dependency-unavailable',
    detail,
    advice: flags === '' ? 'give every ARG of the name a default' : `give it with ${flags}`,
  };
}

/** Stages from the final one's root to the final one. */
export function chainOf(stages: readonly BuildStage[], index: number): readonly BuildStage[] {
  const chain: BuildStage[] = [];
  let stage = stages[index];
  while (stage !== undefined) {
    chain.push(stage);
    // A base always stands earlier in the file, so that this ends.
    stage = stage.base.kind === 'stage' ? stages[stage.base.index] : undefined;
  }
  return chain.reverse();
}
