import type { Instruction, Word } from '../../syntax/dockerfile/instruction.ts';
import { expandWord } from '../../syntax/dockerfile/expand.ts';
import { resolveMention, type Unresolved } from '../resolve-mention.ts';
import type { Reference } from '../../reference/types.ts';
import type { BuildStage } from './stages.ts';

/** Where COPY --from and RUN --mount=from take files: another stage, an image, or nobody knows. */
export interface FileSource {
  readonly via: 'copy' | 'mount';
  /** The name as written, where it stands. */
  readonly word: Word;
  readonly target:
    | { readonly kind: 'stage'; readonly index: number }
    | { readonly kind: 'image'; readonly reference: Reference }
    | { readonly kind: 'scratch' }
    | { readonly kind: 'unresolved'; readonly unresolved: Unresolved };
}

/** Every `--from` of a stage. Names are those of the whole file: BuildKit also finds stages that come later, and refuses them. */
export function fileSources(
  { instructions }: BuildStage,
  stages: readonly BuildStage[],
  names: ReadonlyMap<string, number>,
): readonly FileSource[] {
  return instructions.flatMap((instruction) => {
    const triggered = instruction.trigger !== null;
    return mentionsOf(instruction.trigger ?? instruction).map(({ via, word }) => ({
      via,
      word,
      target: targetOf(word.text, { via, triggered, stages, names }),
    }));
  });
}

/** Names of stages to their last index. */
export function stageNames(stages: readonly BuildStage[]): ReadonlyMap<string, number> {
  return new Map(stages.flatMap(({ name, index }) => (name === null ? [] : [[name, index] as const])));
}

interface Mentioned {
  readonly via: FileSource['via'];
  readonly word: Word;
}

function mentionsOf({ keyword, flags }: Instruction): readonly Mentioned[] {
  if (keyword === 'COPY') {
    const from = flags.find(({ name }) => name.text === 'from')?.value;
    return from === undefined || from === null || from.text === '' ? [] : [{ via: 'copy', word: from }];
  }
  if (keyword !== 'RUN') return [];
  return flags.flatMap(({ name, value }) => {
    const word = name.text === 'mount' && value !== null ? mountField(value, 'from') : null;
    return word === null || word.text === '' ? [] : [{ via: 'mount' as const, word }];
  });
}

/** A field of `--mount=type=bind,from=IMAGE,…`; fields may be in double quotes, as in CSV. */
export function mountField(value: Word, key: string): Word | null {
  let at = 0;
  for (const field of value.text.split(',')) {
    const quoted = field.startsWith('"') ? 1 : 0;
    const equals = field.indexOf('=');
    if (equals > 0 && field.slice(quoted, equals).toLowerCase() === key) {
      const text = field.slice(equals + 1).replace(/"$/, '');
      return { text, line: value.line, column: value.column + at + equals + 1 };
    }
    at += field.length + 1;
  }
  return null;
}

interface Naming {
  readonly via: FileSource['via'];
  readonly triggered: boolean;
  readonly stages: readonly BuildStage[];
  readonly names: ReadonlyMap<string, number>;
}

function targetOf(text: string, { via, triggered, stages, names }: Naming): FileSource['target'] {
  if (expandWord(text, '\\', () => null).value !== text) return unresolved(NO_VARIABLES);
  if (triggered && /^[a-z0-9][a-z0-9_-]*$/i.test(text)) return unresolved(DECIDED_LATER);
  if (via === 'copy' && /^[+-]?[0-9]{1,9}$/.test(text)) {
    const index = Number(text);
    return stages[index] === undefined ? unresolved(noStage(text)) : { kind: 'stage', index };
  }
  const index = names.get(text.toLowerCase());
  if (index !== undefined) return { kind: 'stage', index };
  if (text === 'scratch') return { kind: 'scratch' };
  const { reference, unresolved: why } = resolveMention(text);
  return reference === null ? { kind: 'unresolved', unresolved: why } : { kind: 'image', reference };
}

const unresolved = (why: Unresolved): FileSource['target'] => ({ kind: 'unresolved', unresolved: why });

const NO_VARIABLES: Unresolved = {
  code: 'failed',
  detail: 'variables mean nothing in --from: BuildKit refuses them',
  advice: 'name the image in a stage of its own, FROM image:${TAG} AS files, and write --from=files',
};

const DECIDED_LATER: Unresolved = {
  code: 'dependency-unavailable',
  detail: 'behind ONBUILD the name may be a stage of the Dockerfile that builds on this image',
  advice: 'check the Dockerfile that builds on this image',
};

const noStage = (text: string): Unresolved => ({
  code: 'failed',
  detail: `there is no stage ${text}`,
  advice: 'name the stage: FROM image AS build, and --from=build',
});
